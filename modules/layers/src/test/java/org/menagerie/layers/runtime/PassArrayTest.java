package org.menagerie.layers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;

class PassArrayTest {
  private static final WorkspaceConfiguration SIZE =
      WorkspaceConfiguration.builder().initialSize(1 << 20).build();
  private static final LayerWorkspaceMgr WORKSPACES =
      LayerWorkspaceMgr.builder().with(ArrayType.ACTIVATIONS, "WS_ALL_LAYERS_ACT", SIZE).build();

  @Test
  void everyPassGetsTheSameArrayOfAShape() {
    PassArray place = kept();
    INDArray first = pass(place, 3);
    INDArray other = pass(place, 5);
    assertThat(pass(place, 3)).isSameAs(first);
    assertThat(pass(place, 5)).isSameAs(other).isNotSameAs(first);
    assertThat(first.isAttached()).isFalse();
    assertThat(first.shape()).containsExactly(3, 2);
  }

  @Test
  void whatIsStillValidIsNotGivenAgain() {
    PassArray place = kept();
    pass(place, 3);
    try (MemoryWorkspace open = WORKSPACES.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
      INDArray first = get(place, 3);
      INDArray second = get(place, 3);
      assertThat(second).isNotSameAs(first);
      assertThat(second.data().address()).isNotEqualTo(first.data().address());
      assertThat(second.data().getParentWorkspace()).isSameAs(open);
    }
  }

  @Test
  void arraysThatOutliveTheWorkspaceAreNew() {
    PassArray place = kept();
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    INDArray first = place.get(ArrayType.ACTIVATIONS, DataType.FLOAT, 3, 2, none);
    assertThat(place.get(ArrayType.ACTIVATIONS, DataType.FLOAT, 3, 2, none)).isNotSameAs(first);
  }

  @Test
  void whoWasNotToldToKeepTheFifthShapeAndLargeOnesUseTheWorkspace() {
    assertThat(pass(new PassArray(ArrayType.ACTIVATIONS), 3).isAttached()).isTrue();
    PassArray place = kept();
    for (int rows = 1; rows <= 4; rows++) {
      assertThat(pass(place, rows).isAttached()).isFalse();
    }
    assertThat(pass(place, 5).isAttached()).isTrue();
    assertThat(pass(kept(), 1 << 13).isAttached()).isFalse();
    assertThat(pass(kept(), (1 << 13) + 1).isAttached()).isTrue();
  }

  @Test
  void activationsOfInferenceAreNotKept() {
    LayerWorkspaceMgr inference =
        LayerWorkspaceMgr.builder().with(ArrayType.ACTIVATIONS, "WS_LAYER_ACT_0", SIZE).build();
    try (MemoryWorkspace open = inference.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
      INDArray array = kept().get(ArrayType.ACTIVATIONS, DataType.FLOAT, 3, 2, inference);
      assertThat(array.data().getParentWorkspace()).isSameAs(open);
    }
  }

  @Test
  void typesOfNumbersAreToldApart() {
    PassArray place = kept();
    pass(place, 3);
    try (MemoryWorkspace open = WORKSPACES.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
      assertThat(open.isScopeActive()).isTrue();
      assertThat(place.get(ArrayType.ACTIVATIONS, DataType.DOUBLE, 3, 2, WORKSPACES).dataType())
          .isEqualTo(DataType.DOUBLE);
    }
  }

  private static PassArray kept() {
    PassArray place = new PassArray(ArrayType.ACTIVATIONS);
    place.keep();
    return place;
  }

  private static INDArray pass(PassArray place, long rows) {
    try (MemoryWorkspace open = WORKSPACES.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
      assertThat(open.isScopeActive()).isTrue();
      return get(place, rows);
    }
  }

  private static INDArray get(PassArray place, long rows) {
    return place.get(ArrayType.ACTIVATIONS, DataType.FLOAT, rows, 2, WORKSPACES);
  }
}
