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
          --threads 1,0      | --threads must be in [1,
          --threads 99999    | --threads must be in [1,
          --json             | Missing required parameter for option '--json' (FILE)
          quickly            | Unmatched argument at index 0: 'quickly'
          """)
  void whatIsNotThereIsRefusedInOneLine(String line, String message) {
    String[] args = line.split(" ");
    StringWriter errors = new StringWriter();
    int code = BenchmarksCommand.line(args).setErr(new PrintWriter(errors)).execute(args);
    assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString().lines()).singleElement().asString().startsWith(message);
  }
}
