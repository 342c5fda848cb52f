using Integration.Simulation.Crm;
using Integration.Simulation.Gateways;
using Integration.Simulation.Host;
using Integration.Simulation.Judge;

namespace Integration.Simulation.Run;

/// <summary>One payment's history: everything that can happen next is a choice of the seed; then the world is healed, time passes until nothing is left to happen, and the judge looks.</summary>
internal sealed partial class History
{
    private const int MostSteps = 4000;
    private const int QuietReviews = 3;
    private const int MostComplaints = 5;

    /// <summary>A payment that only a person can end (SAFETY F2) is looked at again and again; so long it is followed.</summary>
    private static readonly TimeSpan LongestReview = TimeSpan.FromDays(30);

    private readonly World _world;
    private readonly long _seed;
    private readonly Dice _dice;
    private readonly Dice _bank;
    private readonly bool _stubborn;
    private readonly Dice _payer;
    private readonly bool _complains;
    private readonly Story _story;
    private readonly Chaos _chaos;
    private readonly Network _network;
    private readonly Transport _transport;
    private readonly StripeModel _stripe;
    private readonly PayPalModel _paypal;
    private readonly Coverage _coverage;
    private readonly Mask _mask;
    private readonly Operators _operators;
    private readonly Mirror _mirror;
    private readonly Sending _sending;
    private readonly List<Dispatch> _standing = [];
    private readonly List<(string Words, int Weight, Func<Task> Do)> _choices = [];
    private readonly HashSet<(string Queue, Guid MessageId)> _handled = [];
    private readonly List<string> _planted = [];
    private bool _wasDisputed;
    private int _complaints;
    private int _number;

    private History(World world, long seed, Coverage coverage, bool written, Mask mask)
    {
        _world = world;
        (_coverage, _mask, _seed) = (coverage, mask, seed);
        world.Begin(seed);
        _dice = new Dice(seed);
        _bank = new Dice(seed ^ 0xBA4C);
        _stubborn = _bank.Percent(8);
        _payer = new Dice(seed ^ 0x9A1C);
        _complains = _payer.Percent(50);
        var slow = new Dice(seed ^ 0x510C);
        var isSlow = slow.Percent(2);
        _story = new Story(_dice, isSlow && slow.Percent(80) ? Story.Fraud : null);
        _chaos = new Chaos(_dice, mask, isSlow);
        _operators = new Operators(world, _story.Payment, new Dice(seed ^ 0x0B5E), new Dice(seed ^ 0x0B5F), new Dice(seed ^ 0x0B60));
        Trace = new Trace(world.Clock, written);
        _network = new Network(_dice, _chaos, world.Clock, Trace, coverage);
        _transport = new Transport(world);
        _mirror = new Mirror(world, _transport, mask, Trace, coverage, new Dice(seed ^ 0xC4A4));
        _sending = new Sending(world, _mirror, mask, Trace, coverage, new Dice(seed ^ 0x5E4D));
        _stripe = new StripeModel(world.Account, world.Clock, new Dice(seed ^ 0x5151), _network, _network);
        _paypal = new PayPalModel(world.Account, world.Clock, new Dice(seed ^ 0x7272), _network, _network);
        world.Gateways.Attach(_stripe, _paypal);
        world.Health.Chaos = _chaos;
    }

    /// <summary>The history in words.</summary>
    public Trace Trace { get; }

    /// <summary>Runs a history and judges it; of its faults, only those that the mask lets happen.</summary>
    /// <exception cref="InvalidOperationException">The calling thread has a synchronization context, which would carry parts of the history to other threads.</exception>
    public static async Task<Verdict> RunAsync(World world, long seed, Coverage coverage, bool written = false, Mask? mask = null)
    {
        if (SynchronizationContext.Current is not null)
        {
            throw new InvalidOperationException("A history runs on a thread without a synchronization context.");
        }

        var history = new History(world, seed, coverage, written, mask ?? new());
        var broken = new List<string>();
        var steps = 0;
        try
        {
            steps = await history.LiveAsync();
            steps += await history.RestAsync();
            await history._sending.EndAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // A fault of the product that nothing caught, or of the simulator: either way this history proves nothing, and is shown.
            broken.Add($"the history broke off: {failure}");
        }

        if (broken.Count == 0)
        {
            broken.AddRange(await Invariants.CheckAsync(new(world, history._story, history._stripe, history._paypal, history._transport, history._network, history._planted, history._sending, coverage)));
        }

        return new(seed, steps, broken, history.Trace.Lines);
    }

    /// <summary>The wild part.</summary>
    private async Task<int> LiveAsync()
    {
        Trace.Add($"{_story.Command.AmountMinor} {_story.Command.Currency} with {_story.Command.Card.PaymentMethod}, PayPal {_story.Command.PayPal?.VaultToken ?? _story.Command.PayPal?.ReturnUrl ?? "not allowed"}; "
            + $"of 100 calls {_chaos.Calls}, webhooks {_chaos.Webhooks}, deliveries {_chaos.Processes} go wrong");
        var step = 0;
        for (; step < _chaos.Steps; step++)
        {
            await CollectAsync();
            if (_choices.Count == 0)
            {
                break;
            }

            await ChooseAsync();
            await _mirror.LiveAsync();
            await _sending.LiveAsync();
        }

        return step;
    }

    /// <summary>The world is healed: what stands goes on or is given up, what travels arrives, messages come in order, time passes. It ends when nothing is left to happen,
    /// or only a person's review that repeats itself.</summary>
    private async Task<int> RestAsync()
    {
        Trace.Add("the world is healed");
        _chaos.Heal();
        var healed = _world.Clock.Now;
        var (reviews, before) = (0, "");
        for (var step = 0; step < MostSteps; step++)
        {
            await _mirror.RestAsync();
            await _sending.LiveAsync();
            if (await RestStepAsync())
            {
                continue;
            }

            if (_chaos.PlantsCharge && _planted.Count == 0 && await PlantChargeAsync())
            {
                continue;
            }

            if (_planted.Count > 0 && !_wasDisputed && DisputesPlanted())
            {
                continue;
            }

            // Payers complain also when nothing else goes wrong any more.
            if (_complains && _complaints < MostComplaints && DisputesAtPayPal())
            {
                continue;
            }

            // A person ends what only a person can end, as far as one is there.
            if (_operators.AreThere && await OperateAsync())
            {
                continue;
            }

            if (Next(await _transport.NextTimerAsync(), _stripe.NextDue) is not { } next)
            {
                return step;
            }

            var open = string.Join(' ', await _world.OpenAsync());
            reviews = open == before ? reviews + 1 : 0;
            before = open;
            if (open == "review" && (reviews > QuietReviews || _world.Clock.Now - healed > LongestReview))
            {
                return step;
            }

            await PassUntilAsync(next);
        }

        throw new InvalidOperationException($"it does not come to rest within {MostSteps} steps");
    }

    /// <summary>Does what is there to be done without waiting; false: nothing is.</summary>
    private async Task<bool> RestStepAsync()
    {
        if (_network.Travelling.Find(call => call.Progress is CallProgress.OnTheWire or CallProgress.Begun) is { } late)
        {
            Arrive(late);
            return true;
        }

        if (_standing.Count > 0)
        {
            await GoOnAsync(_standing[0]);
            return true;
        }

        if (_transport.Queued.Count > 0)
        {
            await DeliverAsync(0);
            return true;
        }

        if (await _transport.DueAsync() is [var row, ..])
        {
            await HandOverAsync(row);
            return true;
        }

        if (_network.Ringing.Count > 0)
        {
            await RingAsync(0);
            return true;
        }

        if (_story.Left.Count > 0)
        {
            await AskAsync(0);
            return true;
        }

        return BanksFinish();
    }

    private async Task ChooseAsync()
    {
        var rest = 0;
        foreach (var choice in _choices)
        {
            rest += choice.Weight;
        }

        rest = _dice.Below(rest);
        foreach (var (_, weight, act) in _choices)
        {
            if ((rest -= weight) < 0)
            {
                await act();
                return;
            }
        }
    }

    private static DateTimeOffset? Next(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other < one ? other : one;
}
