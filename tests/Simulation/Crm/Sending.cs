using System.Globalization;
using Integration.CrmSync.Providers;
using Integration.Simulation.Host;
using Integration.Simulation.Judge;
using Integration.Simulation.Run;

namespace Integration.Simulation.Crm;

/// <summary>What goes out to the CRM, and what becomes of it: calls that are not executed, executed and not answered, executed long after their caller gave up; a CRM that is away for the whole history,
/// or does not like a record; processes that die in a call or at the commit after it, or stand still in one while another takes over.</summary>
internal sealed class Sending : ICrmDirector
{
    private const int MostPasses = 200;
    private const int MostActs = 30;

    /// <summary>How late a call may still be executed: less than the product waits for, by more than the clock is set.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(22);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(15);

    private static readonly (int Percent, int Weight)[] Levels = [(0, 20), (25, 40), (60, 25)];

    /// <summary>What becomes of a call that something becomes of, by the numbers of <see cref="Word"/>.</summary>
    private static readonly (int Fate, int Weight)[] Fates = [(0, 12), (1, 8), (2, 20), (3, 40), (4, 20)];

    private readonly World _world;
    private readonly Mirror _mirror;
    private readonly Mask _mask;
    private readonly Trace _trace;
    private readonly Coverage _coverage;
    private readonly Dice _dice;
    private readonly int _diligence;
    private readonly Dictionary<string, (string Code, bool Passing)?> _refused = new(StringComparer.Ordinal);
    private readonly List<(long Until, Action Execute)> _late = [];
    private readonly List<(Dispatch Dispatch, Action Answer)> _hanging = [];
    private CrmProcess _process;
    private int _faults;
    private bool _away;
    private int _number;

    /// <summary>Draws the CRM's character.</summary>
    public Sending(World world, Mirror mirror, Mask mask, Trace trace, Coverage coverage, Dice dice)
    {
        (_world, _mirror, _mask, _trace, _coverage, _dice) = (world, mirror, mask, trace, coverage, dice);
        _diligence = dice.From([(12, 40), (3, 30), (0, 20)]);
        _faults = dice.From(Levels);
        _away = Strikes(12);
        world.Book.Clear();
        world.Book.Director = this;
        _process = new(world.Host.Services, world.Clock);
    }

    /// <summary>Whether the CRM refuses a record in this history, for ever or for now.</summary>
    public bool IsRefused(string key) => _refused.GetValueOrDefault(key) is not null;

    /// <summary>What goes out while the payment's history takes a step.</summary>
    public async Task LiveAsync()
    {
        if (_mirror.HasHeard && _dice.Percent(_diligence) && (_hanging.Count > 0 || await IsWaitingAsync()))
        {
            await ActAsync();
        }
    }

    private async Task ActAsync()
    {
        Arrive(_world.Clock.GetTimestamp());
        if (_hanging.Count > 0 && _dice.Percent(50))
        {
            await GoOnAsync(_hanging[0]);
            return;
        }

        await StepAsync(Strikes(_faults / 3) ? 1 + _dice.Below(2) : 0);
    }

    /// <summary>The payment's history is over. For a while the CRM is as it was, then it is well, and time passes until all is sent that can be.</summary>
    public async Task EndAsync()
    {
        for (var acts = _dice.Below(MostActs); acts > 0 && _faults > 0 && (_hanging.Count > 0 || _mirror.IsBehind || await IsWaitingAsync()); acts--)
        {
            if (_dice.Percent(60))
            {
                await _mirror.HearSomethingAsync();
            }

            _world.Clock.Pass(TimeSpan.FromMilliseconds(_dice.Below(_dice.Percent(15) ? 150_000 : 5_000)));
            await ActAsync();
        }

        (_away, _faults) = (false, 0);
        await _mirror.CatchUpAsync();
        Arrive(long.MaxValue);
        while (_hanging.Count > 0)
        {
            await GoOnAsync(_hanging[0]);
        }

        for (var pass = 0; pass < MostPasses && await IsWaitingAsync(); pass++)
        {
            if (!await StepAsync(0))
            {
                _world.Clock.Pass(BetweenLooks);
            }
        }

        await TellAsync();
        await WriteAsync();
    }

    /// <summary>The rows as they stand at the end: where two databases are compared, they are, too.</summary>
    private async Task WriteAsync()
    {
        if (_trace.IsWritten)
        {
            var rows = await _world.ReadAsync(
                "select kind, key, status, complete, version, synced_version, crm_id, tries, code, due_at, not_before, waiting_since, sending_version, sending_epoch, sent_at, changed_at, synced_at, sent from crm.records");
            rows.ConvertAll(row => string.Join(", ", row.Select(value => value is DateTime time ? time.ToString("O", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture))))
                .Order(StringComparer.Ordinal).ToList().ForEach(row => _trace.Add($"  crm.records: {row}"));
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<CrmWriteAnswer>> CallAsync(CrmObject type, IReadOnlyList<CrmWrite> records, Func<IReadOnlyList<CrmWriteAnswer>> execute)
    {
        foreach (var record in records.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            _refused.TryAdd(record.Key, !Strikes(6) ? null : _dice.Percent(50) ? ("INVALID", false) : ("LOCKED", true));
        }

        var fate = _away ? 0 : Strikes(_faults) ? _dice.From(Fates) : -1;
        if (_trace.IsWritten)
        {
            _trace.Add($"  ~{Dispatch.Current?.Number} sends {records.Count} {type.Type}: {Word(fate)}");
        }

        _coverage.Crm(Word(fate));
        switch (fate)
        {
            case 0:
                throw new CrmCallException(CrmFailureKind.Unavailable, "the book is away");
            case 1:
                throw new CrmCallException(CrmFailureKind.RateLimited, "the book is busy", TimeSpan.FromSeconds(10));
            case 2:
                _ = execute();
                throw new CrmCallException(CrmFailureKind.Unanswered, "no answer came");
            case 3:
                _late.Add((_world.Clock.GetTimestamp() + (long)(Latest.TotalSeconds * _dice.NextDouble() * _world.Clock.TimestampFrequency), () => execute()));
                throw new CrmCallException(CrmFailureKind.Unanswered, "no answer came");
            case 4:
                return HangAsync(execute);
            default:
                return Task.FromResult(execute());
        }
    }

    /// <inheritdoc />
    public (string Code, bool Passing)? Refuses(string key) => _refused.GetValueOrDefault(key);

    private static string Word(int fate) => fate switch
    {
        0 => "away",
        1 => "rate limited",
        2 => "executed and not answered",
        3 => "executed after its caller gave up",
        4 => "it hangs",
        _ => "answered",
    };

    /// <summary>The call is executed at some time soon, and answered when the process is told to go on; or the process is killed in it.</summary>
    private async Task<IReadOnlyList<CrmWriteAnswer>> HangAsync(Func<IReadOnlyList<CrmWriteAnswer>> execute)
    {
        var dispatch = Dispatch.Current!;
        IReadOnlyList<CrmWriteAnswer>? answers = null;
        _late.Add((_world.Clock.GetTimestamp() + (long)(Latest.TotalSeconds * _dice.NextDouble() * _world.Clock.TimestampFrequency), () => answers ??= execute()));
        var answer = new TaskCompletionSource();
        dispatch.Stands = true;
        _hanging.Add((dispatch, answer.SetResult));
        await answer.Task;
        return answers ??= execute();
    }

    /// <summary>What was on its way until then is executed.</summary>
    private void Arrive(long until)
    {
        foreach (var late in _late.FindAll(l => l.Until <= until).OrderBy(l => l.Until))
        {
            _late.Remove(late);
            late.Execute();
        }
    }

    /// <summary>A process takes a step, and dies at its commit or not.</summary>
    private async Task<bool> StepAsync(int dies)
    {
        var dispatch = new Dispatch(null!, ++_number) { DieAtCommit = dies > 0 ? 1 : 0, DieAfterwards = dies > 1 };      // no message is the cause
        var process = _process;
        var step = Task.FromResult(false);
        Ids.Beside(dispatch, () => dispatch.Run = step = process.StepAsync());
        return await SettleAsync(dispatch) && await step;
    }

    /// <summary>One that hung in its call gets the answer, or is dead: another process begins as soon as it may.</summary>
    private async Task GoOnAsync((Dispatch Dispatch, Action Answer) hanging)
    {
        _hanging.Remove(hanging);
        if (Strikes(_faults))
        {
            _trace.Add($"~{hanging.Dispatch.Number} dies in its call to the CRM");
            _coverage.Mirror(Fault.ProcessKilledInACall, "CRM");
            return;
        }

        _trace.Add($"~{hanging.Dispatch.Number} gets the answer to its call to the CRM");
        hanging.Dispatch.Stands = false;
        Ids.Beside(hanging.Dispatch, hanging.Answer);
        await SettleAsync(hanging.Dispatch);
    }

    /// <summary>True: the step is over. Else its process stands still or is dead, and another one is there.</summary>
    private async Task<bool> SettleAsync(Dispatch dispatch)
    {
        if (dispatch.Run.IsCompleted)
        {
            await dispatch.Run;
            return true;
        }

        if (!dispatch.Stands)
        {
            throw new InvalidOperationException("a step to the CRM waits for something that the scheduler does not know");
        }

        if (dispatch.Dead)
        {
            _trace.Add($"~{dispatch.Number} dies with its process, which sent to the CRM");
            _coverage.Mirror(dispatch.Death, "CRM");
        }

        _process = new(_world.Host.Services, _world.Clock);
        return false;
    }

    /// <summary>Something waits that can be sent now or after some time.</summary>
    private async Task<bool> IsWaitingAsync()
    {
        var records = await _world.ReadAsync("select kind, payment_id, status, complete, crm_id from crm.records");
        return records.Exists(r => (string)r[2]! == "waiting" && (bool)r[3]!
            && ((string)r[0]! != "entry" || records.Exists(p => (string)p[0]! == "payment" && Equals(p[1], r[1]) && (p[4] is not null || (string)p[2]! == "waiting"))));
    }

    /// <summary>What the service tells of its records goes out.</summary>
    private async Task TellAsync()
    {
        await using var session = await _world.Host.Database.OpenAsync(CancellationToken.None);
        await session.ExecuteAsync([new($"delete from messaging.outbox where {Transport.OfTheCrm}")], CancellationToken.None);
    }

    private bool Strikes(int percent) => _dice.Percent(percent) && _mask.Next();
}
