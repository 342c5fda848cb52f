using System.Globalization;

namespace Integration.Simulation.Judge;

/// <summary>What the histories have visited: transitions of the sagas, faults at each kind of call, and faults in each state.</summary>
internal sealed class Coverage
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>The payment's state, as far as it is known: faults are counted with it.</summary>
    public string State { get; set; } = "-";

    /// <summary>How often each was visited.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>A call met something.</summary>
    public void Call(string operation, string met)
    {
        Add($"call      {operation}: {met}");
        if (met != "answered")
        {
            Add($"in state  {State}: call {met}");
        }
    }

    /// <summary>Something else went wrong.</summary>
    public void Fault(string what, string how)
    {
        Add($"fault     {what}: {how}");
        Add($"in state  {State}: {what} {how}");
    }

    /// <summary>A saga heard something.</summary>
    public void Transition(string saga, string? from, string heard, string to) => Add($"saga      {saga}: {from ?? "-"} --{heard}--> {to}");

    /// <summary>An end of a history.</summary>
    public void End(string state) => Add($"end       {state}");

    /// <summary>Adds another's counts.</summary>
    public void Add(Coverage other)
    {
        foreach (var (what, count) in other._counts)
        {
            _counts[what] = _counts.GetValueOrDefault(what) + count;
        }
    }

    /// <summary>The table in words.</summary>
    public IEnumerable<string> Lines() => _counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Value,10}  {c.Key}"));

    private void Add(string what) => _counts[what] = _counts.GetValueOrDefault(what) + 1;
}
