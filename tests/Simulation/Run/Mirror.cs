using Integration.Simulation.Host;
using Integration.Simulation.Judge;

namespace Integration.Simulation.Run;

/// <summary>The process that keeps the CRM true to the payments: it hears what a payment's life publishes, beside the payment's history and in any order, late, twice, and dies. It draws from dice of
/// its own and takes ids of its own, so that a payment's history is what it would be without it.</summary>
internal sealed class Mirror
{
    private const int MostAtOnce = 3;

    private static readonly (int Percent, int Weight)[] Diligences = [(90, 30), (40, 30), (10, 25), (0, 15)];

    private static readonly (int Percent, int Weight)[] Levels = [(0, 15), (15, 35), (40, 35), (70, 15)];

    private readonly Transport _transport;
    private readonly SimulatedHost _host;
    private readonly Mask _mask;
    private readonly Trace _trace;
    private readonly Coverage _coverage;
    private readonly Dice _dice;
    private readonly int _diligence;
    private readonly bool _lags;
    private readonly List<Dispatch> _standing = [];
    private int _deaths;
    private int _number;

    /// <summary>It has heard something.</summary>
    public bool HasHeard => _number > 0;

    /// <summary>Draws how late it hears, and how often it dies.</summary>
    public Mirror(World world, Transport transport, Mask mask, Trace trace, Coverage coverage, Dice dice)
    {
        (_host, _transport, _mask, _trace, _coverage, _dice) = (world.Host, transport, mask, trace, coverage, dice);
        _diligence = dice.From(Diligences);
        _deaths = dice.From(Levels);
        _lags = dice.Percent(40);
    }

    /// <summary>It has still to hear something.</summary>
    public bool IsBehind => _transport.ForCrm.Count + _standing.Count > 0;

    /// <summary>What it does while the payment's history takes a step.</summary>
    public async Task LiveAsync()
    {
        for (var acts = 0; acts < MostAtOnce && IsBehind && _dice.Percent(_diligence); acts++)
        {
            await ActAsync();
        }
    }

    /// <summary>The payment's world is well: it hears what is there, or lags behind still.</summary>
    public Task RestAsync() => _lags ? LiveAsync() : CatchUpAsync();

    /// <summary>It hears something of what is there.</summary>
    public Task HearSomethingAsync() => IsBehind ? ActAsync() : Task.CompletedTask;

    /// <summary>It hears everything that is there, still in any order.</summary>
    public async Task CatchUpAsync()
    {
        _deaths = 0;
        while (IsBehind)
        {
            await ActAsync();
        }
    }

    private Task ActAsync()
    {
        var which = _dice.Below(_transport.ForCrm.Count + _standing.Count);
        return which < _transport.ForCrm.Count ? HearAsync(which) : StandingAsync(_standing[which - _transport.ForCrm.Count]);
    }

    private async Task HearAsync(int index)
    {
        var delivery = _transport.ForCrm[index];
        _transport.ForCrm.RemoveAt(index);
        var dispatch = new Dispatch(delivery, ++_number);
        if (Strikes(_deaths))
        {
            Plan(dispatch);
        }

        if (_trace.IsWritten)
        {
            _trace.Add($"~{dispatch.Number} {delivery.Queue} gets {delivery.Type}{(delivery.Redelivered ? " again" : "")}");
        }

        await RunAsync(dispatch, () => dispatch.Run = _host.Endpoints.SendAsync(delivery));
    }

    private void Plan(Dispatch dispatch)
    {
        switch (_dice.Below(4))
        {
            case 0:
                dispatch.DieAtCommit = 1;
                break;
            case 1:
                (dispatch.DieAtCommit, dispatch.DieAfterwards) = (1, true);
                break;
            case 2:
                dispatch.StopAfterCommit = 1;
                break;
            default:
                _coverage.Mirror(Fault.BrokerDeliversTwice, dispatch.Delivery.Type);
                _transport.ForCrm.Add(dispatch.Delivery with { Redelivered = true });
                break;
        }
    }

    /// <summary>It stands still after its commit: it goes on, or dies; or the broker takes it for dead and hands its message to another.</summary>
    private async Task StandingAsync(Dispatch dispatch)
    {
        switch (Strikes(_deaths) ? _dice.Below(2) : -1)
        {
            case 0:
                _coverage.Mirror(Fault.ProcessKilledWhileItStandsAfterACommit, dispatch.Delivery.Type);
                await KillAsync(dispatch);
                break;
            case 1 when !dispatch.Delivery.Redelivered:
                _coverage.Mirror(Fault.BrokerRedeliversWhileTheFirstStands, dispatch.Delivery.Type);
                _trace.Add($"the broker takes ~{dispatch.Number} for dead and delivers {dispatch.Delivery.Type} again");
                _transport.ForCrm.Add(dispatch.Delivery with { Redelivered = true });
                break;
            default:
                _trace.Add($"~{dispatch.Number} goes on");
                dispatch.Stands = false;
                await RunAsync(dispatch, () => dispatch.Stopped!.SetResult());
                break;
        }
    }

    /// <summary>Runs until control comes back: it is over, stands, or is dead.</summary>
    private async Task RunAsync(Dispatch dispatch, Action run)
    {
        Ids.Beside(dispatch, run);

        if (dispatch.Run.IsCompleted)
        {
            _standing.Remove(dispatch);
            await dispatch.Run;     // a delivery that fails outright is a fault of the product: refused messages end in the dead letters
        }
        else if (!dispatch.Stands)
        {
            throw new InvalidOperationException($"{dispatch.Delivery.Type} waits for something that the scheduler does not know");
        }
        else if (dispatch.Dead)
        {
            _coverage.Mirror(dispatch.Death, dispatch.Delivery.Type);
            await KillAsync(dispatch);
        }
        else if (!_standing.Contains(dispatch))
        {
            _standing.Add(dispatch);
        }
    }

    private async Task KillAsync(Dispatch dispatch)
    {
        _trace.Add($"~{dispatch.Number} dies with its process; {dispatch.Delivery.Type} comes again");
        dispatch.Dead = true;
        _standing.Remove(dispatch);
        _transport.ForCrm.Add(dispatch.Delivery with { Redelivered = true });
        if (dispatch.Connection is { } connection)
        {
            await connection.DisposeAsync();
        }
    }

    private bool Strikes(int percent) => _dice.Percent(percent) && _mask.Next();
}
