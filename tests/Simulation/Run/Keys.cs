using System.Globalization;
using Integration.Simulation.Gateways;
using Integration.Simulation.Host;

namespace Integration.Simulation.Run;

/// <summary>Every idempotency key that a gateway was sent, and when it was first carried out. A gateway may forget a key when its time is over, and would carry it out anew (SAFETY U2).</summary>
internal sealed class Keys(Clock clock)
{
    private static readonly TimeSpan StripeRemembers = TimeSpan.FromHours(24);
    private static readonly TimeSpan OrdersAreRemembered = TimeSpan.FromHours(6);
    private static readonly TimeSpan PayPalRefundsAreRemembered = TimeSpan.FromDays(45);

    private readonly Dictionary<string, Sent> _sent = new(StringComparer.Ordinal);
    private readonly List<string> _broken = [];
    private int _newest;

    /// <summary>All that were sent, oldest first.</summary>
    public IEnumerable<string> All => _sent.Keys;

    /// <summary>Keys that were sent with another request, or when they may have been forgotten, or for an attempt that another one has followed; in words.</summary>
    public IReadOnlyList<string> Broken => _broken;

    /// <summary>A call leaves for its gateway.</summary>
    public void Send(CallInfo call)
    {
        if (call.Key is not { } key)
        {
            return;
        }

        if (StepOf(key) is { } attempt)
        {
            if (attempt < _newest)
            {
                _broken.Add($"R3: {call.Operation} is sent under {key}, and attempt {_newest} has begun");
            }

            _newest = Math.Max(_newest, attempt);
        }

        if (!_sent.TryGetValue(key, out var sent))
        {
            _sent.Add(key, new(call.Request, call.Body));
            return;
        }

        if (sent.Request != call.Request || sent.Body != call.Body)
        {
            _broken.Add($"6: {key} was sent for another request: {call.Request} {call.Body}, before it {sent.Request} {sent.Body}");
        }

        // A cancel that is carried out twice closes no more than one that is carried out once.
        if (sent.ExecutedAt is { } first && call.Operation != "cancel" && clock.Now - first > Lifetime(call))
        {
            _broken.Add(string.Create(CultureInfo.InvariantCulture, $"U2: {call.Operation} is sent under {key} again, {clock.Now - first} after it was carried out: {call.Gateway} may have forgotten the key"));
        }
    }

    /// <summary>A gateway carried it out.</summary>
    public void Execute(CallInfo call)
    {
        if (call.Key is { } key && _sent.TryGetValue(key, out var sent))
        {
            sent.ExecutedAt ??= clock.Now;
        }
    }

    /// <summary>The number of the attempt whose step it is; null for a cancel and for what is no attempt's.</summary>
    private static int? StepOf(string key) => key.Split(':') is ["pay", _, _, var number, not "cancel"] ? int.Parse(number, CultureInfo.InvariantCulture) : null;

    private static TimeSpan Lifetime(CallInfo call) => call.Gateway == "stripe" ? StripeRemembers
        : call.Operation.Contains("refund", StringComparison.Ordinal) ? PayPalRefundsAreRemembered
        : OrdersAreRemembered;

    private sealed class Sent(string request, string body)
    {
        public string Request { get; } = request;

        public string Body { get; } = body;

        public DateTimeOffset? ExecutedAt { get; set; }
    }
}
