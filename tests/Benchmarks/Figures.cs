using System.Globalization;
using System.Text.Json;

namespace Integration.Benchmarks;

/// <summary>What was measured, for people as a table and for programs as one JSON line each.</summary>
internal sealed class Figures
{
    private readonly List<(string Name, double Value, string Unit)> _all = [];

    public void Add(string name, double value, string unit) => _all.Add((name, value, unit));

    public void Print(TextWriter output)
    {
        var width = _all.Max(f => f.Name.Length);
        output.WriteLine();
        foreach (var (name, value, unit) in _all)
        {
            output.WriteLine($"{name.PadRight(width)}  {Text(value),12}  {unit}");
        }

        output.WriteLine();
        foreach (var (name, value, unit) in _all)
        {
            output.WriteLine($"{{\"name\": {JsonSerializer.Serialize(name)}, \"value\": {Text(value)}, \"unit\": {JsonSerializer.Serialize(unit)}}}");
        }
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public static double Percentile(IReadOnlyCollection<double> values, double percent)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * percent / 100) - 1, 0, sorted.Length - 1)];
    }

    private static string Text(double value) => value.ToString(Math.Abs(value) < 100 ? "0.###" : "0", CultureInfo.InvariantCulture);
}
