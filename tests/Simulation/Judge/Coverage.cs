using System.Globalization;

namespace Integration.Simulation.Judge;

/// <summary>What the histories have visited: what the sagas heard in each state and made of it, faults at each kind of call, and faults in each state.</summary>
internal sealed class Coverage
{
    /// <summary>The state of a saga that is not there yet.</summary>
    public const string Nothing = "-";

    private const string Answered = "answered";

    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>The payment's state, as far as it is known: faults are counted with it.</summary>
    public string State { get; set; } = Nothing;

    /// <summary>How often each was visited.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>A call met something.</summary>
    public void Call(string operation, string met)
    {
        Add($"call      {operation}: {met}");
        if (met != Answered)
        {
            Add(InState(State, met));
        }
    }

    /// <summary>Something else went wrong.</summary>
    public void Fault(Fault fault, string? detail = null)
    {
        Add($"fault     {fault}{(detail is null ? "" : $": {detail}")}");
        Add(InState(State, fault.ToString()));
    }

    /// <summary>Something went wrong in the process that keeps the CRM true.</summary>
    public void Mirror(Fault fault, string message) => Add($"crm       {fault}: {message}");

    /// <summary>A call to the CRM met something.</summary>
    public void Crm(string met) => Add($"crm       call: {met}");

    /// <summary>A gateway's object is not what was agreed.</summary>
    public void Lie(string how) => Add($"gateway   {how}");

    /// <summary>A customer, a bank or somebody at a gateway did something.</summary>
    public void World(string what) => Add($"world     {what}");

    /// <summary>A message comes to a saga for the first time that counts.</summary>
    public void Hears(string queue, string state, string message) => Add(InQueue(queue, state, message));

    /// <summary>A fault in a state of the payment, as it is counted.</summary>
    public static string InState(string state, string fault) => $"in state  {state}: {fault}";

    /// <summary>A message in a state of a saga, as it is counted.</summary>
    public static string InQueue(string queue, string state, string message) => $"heard     {queue} in {state}: {message}";

    /// <summary>A saga heard something.</summary>
    public void Transition(string saga, string? from, string heard, string to) => Add($"saga      {saga}: {from ?? Nothing} --{heard}--> {to}");

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
