using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>What this process holds of bodies that nobody has verified yet: so much in all, and so much of one network. The last share is kept for small bodies, and so is a second one of each network: whoever
/// sends many large ones without their ends, also where all callers look like one (no <c>Ingress__KnownProxies</c>), keeps out other large ones and no small one. Safe for many callers at once.</summary>
internal sealed class UnverifiedBodies(IOptions<WebhookOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _byNetwork = new(StringComparer.Ordinal);
    private long _all;

    /// <summary>A body that begins to come from this network. It holds nothing yet.</summary>
    public UnverifiedBody Begin(string network) => new(this, network);

    /// <summary>Takes room for more of a body. Null: it is taken.</summary>
    internal NoRoom? Take(string network, long held, int more)
    {
        var settings = options.Value;
        var share = (long)settings.MaxUnverifiedBytesPerAddress;
        var isSmall = held + more <= settings.SmallBodyBytes;
        lock (_gate)
        {
            var own = _byNetwork.GetValueOrDefault(network) + more;
            if (own > (isSmall ? 2 * share : share))
            {
                return NoRoom.ForThisNetwork;
            }

            if (_all + more > settings.MaxUnverifiedBytes - (isSmall ? 0 : share))
            {
                return NoRoom.ForAnybody;
            }

            (_byNetwork[network], _all) = (own, _all + more);
            return null;
        }
    }

    internal void GiveBack(string network, long held)
    {
        lock (_gate)
        {
            _all -= held;
            if ((_byNetwork[network] -= held) == 0)
            {
                _byNetwork.Remove(network);
            }
        }
    }
}

/// <summary>Who has used up the room for unverified bodies.</summary>
internal enum NoRoom
{
    /// <summary>The network that the body comes from.</summary>
    ForThisNetwork,

    /// <summary>All together.</summary>
    ForAnybody,
}

/// <summary>The room that one body takes. Not for several threads.</summary>
internal sealed class UnverifiedBody(UnverifiedBodies all, string network) : IDisposable
{
    private long _held;

    /// <summary>Why there was no room for more of it; null while there was.</summary>
    public NoRoom? Refused { get; private set; }

    /// <summary>False: there is no room for so many bytes more.</summary>
    public bool TryTake(int bytes)
    {
        Refused = all.Take(network, _held, bytes);
        _held += Refused is null ? bytes : 0;
        return Refused is null;
    }

    /// <summary>The body is verified, or given up. A repeat does nothing.</summary>
    public void Dispose()
    {
        if (_held > 0)
        {
            all.GiveBack(network, _held);
            _held = 0;
        }
    }
}
