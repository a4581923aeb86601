package org.menagerie.core;

import java.util.function.BiFunction;
import org.menagerie.layers.FastAdam;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/** The update rules on offer. */
public enum Optimizer {
  /** w -= lr g. */
  SGD(0.1, (lr, momentum) -> new Sgd(lr)),
  /** Heavy ball: v = momentum v + g, w -= lr v (Polyak, 1964). */
  MOMENTUM(0.01, Momentum::new),
  /** Nesterov's accelerated gradient (Nesterov, 1983; Sutskever et al., 2013). */
  NESTEROV(0.01, (lr, momentum) -> new Nesterovs(lr, (double) momentum)),
  /** Duchi et al., 2011. */
  ADAGRAD(0.05, (lr, momentum) -> new AdaGradRule(lr)),
  /** Zeiler, 2012; it has no learning rate. */
  ADADELTA(1.0, (lr, momentum) -> new AdaDelta()),
  /** Tieleman and Hinton, 2012. */
  RMSPROP(0.002, (lr, momentum) -> new RmsProp(lr)),
  /** Kingma and Ba, 2015. */
  ADAM(0.002, (lr, momentum) -> new FastAdam(lr)),
  /** Adam with the infinity norm (Kingma and Ba, 2015). */
  ADAMAX(0.004, (lr, momentum) -> new AdaMax(lr)),
  /** Adam with Nesterov's momentum (Dozat, 2016). */
  NADAM(0.002, (lr, momentum) -> new NadamRule(lr)),
  /** Adam with a second moment that never shrinks (Reddi et al., 2018). */
  AMSGRAD(0.002, (lr, momentum) -> new AMSGrad(lr)),
  /** Adam on the surprise in the gradient (Zhuang et al., 2020). */
  ADABELIEF(0.002, (lr, momentum) -> new AdaBeliefRule(lr));

  private final double learningRate;

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final BiFunction<ISchedule, Double, IUpdater> updater;

  Optimizer(double learningRate, BiFunction<ISchedule, Double, IUpdater> updater) {
    this.learningRate = learningRate;
    this.updater = updater;
  }

  /** A learning rate that suits small networks. */
  public double defaultLearningRate() {
    return learningRate;
  }

  /**
   * The rule in Deeplearning4j; {@code momentum} counts for {@link #MOMENTUM}, {@link #NESTEROV}.
   */
  public IUpdater updater(ISchedule learningRate, double momentum) {
    return updater.apply(learningRate, momentum);
  }
}
