namespace Integration.CrmSandbox.Http;

/// <summary>Counts calls. Its size depends on the kinds of calls, not on their number.</summary>
internal sealed class CallLog(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<(string Crm, string Path, string Method, string Outcome), Tally> _tallies = [];
    private readonly Dictionary<string, Pressure> _pressures = new(StringComparer.Ordinal) { ["hubspot"] = new(), ["salesforce"] = new() };

    /// <summary>A call came.</summary>
    public void Arrived(string crm)
    {
        lock (_gate)
        {
            _pressures[crm].Count(time.GetUtcNow());
        }
    }

    /// <summary>A call was refused for coming too fast.</summary>
    public void Violated(string crm)
    {
        lock (_gate)
        {
            _pressures[crm].Violations++;
        }
    }

    /// <summary>A call ended.</summary>
    public void Ended(ApiCall call, string outcome, ApiAnswer? answer)
    {
        lock (_gate)
        {
            var key = (call.Crm, call.Template, call.Method, outcome);
            if (!_tallies.TryGetValue(key, out var tally))
            {
                _tallies[key] = tally = new();
            }

            tally.Calls++;
            if (answer?.Records is { } records)
            {
                tally.Records += records;
                tally.Refused += answer.Refused;
                tally.Batches[records] = tally.Batches.GetValueOrDefault(records) + 1;
            }
        }
    }

    public CallReport Read()
    {
        lock (_gate)
        {
            return new(
                [.. _tallies.Select(t => new CallCount(
                    t.Key.Crm, t.Key.Method, t.Key.Path, t.Key.Outcome, t.Value.Calls, t.Value.Records, t.Value.Refused, t.Value.Batches.Keys.LastOrDefault(), new SortedDictionary<int, long>(t.Value.Batches)))],
                _pressures["hubspot"].Read(), _pressures["salesforce"].Read());
        }
    }

    /// <summary>Counts from nothing again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _tallies.Clear();
            foreach (var crm in _pressures.Keys)
            {
                _pressures[crm] = new();
            }
        }
    }

    private sealed class Tally
    {
        public long Calls { get; set; }

        public long Records { get; set; }

        public long Refused { get; set; }

        public SortedDictionary<int, long> Batches { get; } = [];
    }

    private sealed class Pressure
    {
        private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

        private readonly Queue<DateTimeOffset> _recent = new();
        private long _calls;
        private int _biggest;

        public long Violations { get; set; }

        public void Count(DateTimeOffset now)
        {
            _calls++;
            while (_recent.TryPeek(out var oldest) && now - oldest >= Window)
            {
                _recent.Dequeue();
            }

            _recent.Enqueue(now);
            _biggest = Math.Max(_biggest, _recent.Count);
        }

        public CrmPressure Read() => new(_calls, Violations, _biggest);
    }
}
