package org.menagerie.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchmarksCommandTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '', StepStudy
          --quick, StepStudy
          --leak, LeakStudy
          --busy --side-by-side, SideBySideStudy BusyStudy
          --all, StepStudy ScalingStudy SideBySideStudy BusyStudy LeakStudy
          """)
  void optionsChooseTheStudies(String line, String studies) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ");
    BenchmarksCommand command = new BenchmarksCommand(args);
    new CommandLine(command).parseArgs(args);
    assertThat(command.studies())
        .extracting(study -> study.getClass().getSimpleName())
        .containsExactly(studies.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --networks mlp,cnn | --networks must be among iris, mlp, resnet, lstm, bilstm, block, \
          classifier, was cnn
          --peers torch      | --peers must be among menagerie, stock, djl, was torch
          --threads 1,0      | --threads must be at least 1, was 0
          """)
  void whatIsNotThereIsRefusedInOneLine(String line, String message) {
    String[] args = line.split(" ");
    StringWriter errors = new StringWriter();
    int code =
        new CommandLine(new BenchmarksCommand(args)).setErr(new PrintWriter(errors)).execute(args);
    assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString().lines()).contains(message);
  }
}
