using Integration.Chaos;
using Integration.CrashTest.Blows;

namespace Integration.CrashTest;

/// <summary>Which blow falls when, on whom, by seed. Dealt like cards, so that no run of some length leaves a kind out.</summary>
internal sealed class BlowPlan
{
    private static readonly string[] Operations = ["create", "confirm", "confirm", "capture", "capture", "refund", "cancel", "paypal.create", "paypal.capture", "paypal.capture", "paypal.refund"];

    private readonly Draw _draw;
    private readonly Queue<Func<Blow>> _deck = [];
    private readonly Queue<string> _operations = [];

    private BlowPlan(long seed) => _draw = new(seed);

    /// <summary>As many blows as it takes to kill so many times. The last is always a kill. Upgrades come between the quarters, so that for half of the blows an old worker and a new one stand side by side.</summary>
    public static IReadOnlyList<Blow> Of(int kills, long seed, bool upgrades = false)
    {
        var plan = new BlowPlan(seed);
        var blows = new List<Blow>();
        while (blows.Sum(blow => blow.Kills) < kills)
        {
            blows.Add(plan.Next());
        }

        if (upgrades)
        {
            var quarter = blows.Count / 4;
            blows.Insert(3 * quarter, new Upgrade(TimeSpan.Zero, 0));
            blows.Insert(2 * quarter, new Upgrade(TimeSpan.Zero, 2));
            blows.Insert(quarter, new Upgrade(TimeSpan.Zero, 1));
        }

        return blows;
    }

    // A worker is struck twice as often as the ingress.
    private int Target => _draw.From([(0, 2), (1, 2), (2, 1)]);

    private int Worker => _draw.Below(2);

    private TimeSpan After => Between(500, 4_000);

    private TimeSpan Between(int least, int most) => TimeSpan.FromMilliseconds(least + _draw.Below(most - least));

    private Blow Next()
    {
        Deal(_deck,
        [
            .. Enumerable.Repeat<Func<Blow>>(() => new KillAtRandom(After, Target), 6),
            .. Enumerable.Repeat<Func<Blow>>(() => new KillInACall(After, Operation(), Worker), 7),
            () => new KillWhileStarting(After, Target, Between(100, 2_000)),
            () => new KillServer(After, Broker: true, Between(0, 3_000)),
            .. Enumerable.Repeat<Func<Blow>>(() => new KillServer(After, Broker: false, Between(0, 3_000)), 2),
            // Longer than a claim's lease: the limit of a call at PayPal, twice two seconds, and five.
            () => new StandStill(After, Target, Between(9_500, 13_000)),
            () => new RollingRestart(After),
            .. Enumerable.Repeat<Func<Blow>>(() => new Stall(After, Target, _draw.Below(3), Between(1_000, 10_000), _draw.Percent(50)), 2),
        ]);
        return _deck.Dequeue()();
    }

    private string Operation()
    {
        Deal(_operations, [.. Operations]);
        return _operations.Dequeue();
    }

    /// <summary>A new shuffled pack when the old one is used up.</summary>
    private void Deal<T>(Queue<T> deck, T[] pack)
    {
        if (deck.Count > 0)
        {
            return;
        }

        for (var left = pack.Length; left > 0; left--)
        {
            var picked = _draw.Below(left);
            deck.Enqueue(pack[picked]);
            pack[picked] = pack[left - 1];
        }
    }
}
