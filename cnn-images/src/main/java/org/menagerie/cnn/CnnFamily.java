package org.menagerie.cnn;

import java.util.List;
import org.menagerie.core.Architecture;
import org.menagerie.core.Family;

/** The module cnn-images: convolutional networks, on the digits unless told otherwise. */
public final class CnnFamily implements Family {

  @Override
  public String name() {
    return "cnn-images";
  }

  @Override
  public String summary() {
    return "convolutional networks on pictures";
  }

  @Override
  public String defaultDataset() {
    return "digits";
  }

  @Override
  public List<Architecture<?>> architectures() {
    return List.of(new Cnn(), new ResNet(), new Plain(), new LeNet());
  }
}
