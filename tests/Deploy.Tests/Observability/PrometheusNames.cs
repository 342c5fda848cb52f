using System.Diagnostics.Metrics;

namespace Integration.Deploy.Observability;

/// <summary>The names that the collector's Prometheus exporter gives: dots become underscores, a unit becomes a suffix, what only counts up ends with total. A unit in braces is a remark.</summary>
internal static class PrometheusNames
{
    /// <summary>What Prometheus, the rules themselves and nobody else make.</summary>
    public const string Up = "up";

    public static async Task<HashSet<string>> AllAsync() => [Up, .. (await ProductMeters.AllAsync()).SelectMany(Of)];

    public static IEnumerable<string> Of(MeterInstrument instrument)
    {
        var name = instrument.Name.Replace('.', '_') + Suffix(instrument.Unit);
        return instrument.Kind switch
        {
            var kind when kind == typeof(Histogram<>) => [name + "_bucket", name + "_count", name + "_sum"],
            var kind when kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) => [name + "_total"],
            var kind when kind == typeof(Gauge<>) || kind == typeof(ObservableGauge<>) || kind == typeof(UpDownCounter<>) || kind == typeof(ObservableUpDownCounter<>) => [name],
            var kind => throw new ArgumentOutOfRangeException(nameof(instrument), kind, "an instrument of an unknown kind"),
        };
    }

    private static string Suffix(string? unit) => unit switch
    {
        null or "" => "",
        ['{', .., '}'] => "",
        "s" => "_seconds",
        "By" => "_bytes",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "a unit whose suffix is not known: see what the collector makes of it"),
    };
}
