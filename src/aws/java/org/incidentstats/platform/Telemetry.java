package org.incidentstats.platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import software.amazon.cloudwatchlogs.emf.environment.LambdaEnvironment;
import software.amazon.cloudwatchlogs.emf.exception.DimensionSetExceededException;
import software.amazon.cloudwatchlogs.emf.exception.InvalidDimensionException;
import software.amazon.cloudwatchlogs.emf.exception.InvalidMetricException;
import software.amazon.cloudwatchlogs.emf.exception.InvalidNamespaceException;
import software.amazon.cloudwatchlogs.emf.logger.MetricsLogger;
import software.amazon.cloudwatchlogs.emf.model.DimensionSet;
import software.amazon.cloudwatchlogs.emf.model.Unit;

/**
 * Tells Amazon CloudWatch what happens in a function, as lines of its log in the embedded metric format: figures that
 * become metrics, and beside them what helps to find the line again. On one machine it tells nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format</a>
 */
@Singleton
public final class Telemetry {

    private final boolean listened;

    Telemetry(@ConfigProperty(name = "AWS_LAMBDA_FUNCTION_NAME") Optional<String> function) {
        this.listened = function.isPresent();
    }

    /**
     * Writes one line.
     *
     * @param values     the figures, each in its unit
     * @param dimensions by what the figures are told apart, each in a metric of its own; none gives one metric a figure
     * @param properties what else the line says; nothing of it may say who somebody is
     */
    public void tell(Map<Gauge, ? extends Number> values, Map<String, String> dimensions, Map<String, ?> properties) {
        if (!listened) {
            return;
        }
        try {
            MetricsLogger line = new MetricsLogger(new LambdaEnvironment());
            line.setNamespace(Gauge.NAMESPACE);
            line.setDimensions(sets(dimensions));
            for (Map.Entry<Gauge, ? extends Number> value : values.entrySet()) {
                Gauge gauge = value.getKey();
                line.putMetric(gauge.text(), value.getValue().doubleValue(), Unit.fromValue(gauge.unit()));
            }
            properties.forEach(line::putProperty);
            line.flush();
        } catch (InvalidMetricException
                | InvalidNamespaceException
                | InvalidDimensionException
                | DimensionSetExceededException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DimensionSet[] sets(Map<String, String> dimensions)
            throws InvalidDimensionException, DimensionSetExceededException {
        if (dimensions.isEmpty()) {
            return new DimensionSet[] {new DimensionSet()};
        }
        List<Map.Entry<String, String>> all = List.copyOf(dimensions.entrySet());
        DimensionSet[] sets = new DimensionSet[all.size()];
        for (int i = 0; i < sets.length; i++) {
            sets[i] = DimensionSet.of(all.get(i).getKey(), all.get(i).getValue());
        }
        return sets;
    }
}
