using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Integration.GatewaySandbox.Faults;

/// <summary>How much goes wrong by itself.</summary>
public enum FaultProfile
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>About one call in twenty, and one event in ten.</summary>
    Mild,

    /// <summary>About one call in three, and two events in five.</summary>
    Nasty,

    /// <summary>Everything is down at times (<see cref="OutageOptions"/>); between the outages nothing goes wrong.</summary>
    Outage,
}

/// <summary>Which fault a call meets: a pure function of profile, seed, operation, identity and how often that was seen, so that a run can be repeated.</summary>
internal static class ProfileFaults
{
    // In thousandths of all calls, resp. of all calls that raise events.
    private static readonly (CallFault Fault, int Mild, int Nasty)[] Calls =
    [
        (CallFault.Slow, 10, 40),
        (CallFault.ExecutedThenTimeout, 5, 40),
        (CallFault.ExecutedThen500, 5, 40),
        (CallFault.NotExecuted503, 10, 50),
        (CallFault.NotExecuted500, 2, 20),
        (CallFault.RateLimited, 10, 50),
        (CallFault.LockTimeout, 2, 20),
        (CallFault.ConnectionResetBefore, 3, 30),
        (CallFault.ConnectionResetAfter, 3, 40),
    ];

    private static readonly (WebhookFault Fault, int Mild, int Nasty)[] Webhooks =
    [
        (WebhookFault.Lost, 20, 100),
        (WebhookFault.Duplicated, 30, 100),
        (WebhookFault.Twin, 10, 50),
        (WebhookFault.Reordered, 20, 80),
        (WebhookFault.Early, 20, 70),
    ];

    public static FaultDecision Decide(FaultProfile profile, long seed, string operation, string identity, int seen)
    {
        if (profile is FaultProfile.None or FaultProfile.Outage)
        {
            return default;
        }

        var mild = profile == FaultProfile.Mild;
        return new(
            Pick(Calls, mild, Draw(seed, "call", operation, identity, seen)) is { } call ? call.Fault : null,
            Pick(Webhooks, mild, Draw(seed, "webhook", operation, identity, seen)) is { } webhook ? webhook.Fault : null);
    }

    /// <summary>0 … 999.</summary>
    public static int Draw(long seed, string kind, string operation, string identity, int seen)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}\n{kind}\n{operation}\n{identity}\n{seen}")));
        return (int)(BinaryPrimitives.ReadUInt64LittleEndian(hash) % 1000);
    }

    private static (T Fault, int Mild, int Nasty)? Pick<T>((T Fault, int Mild, int Nasty)[] table, bool mild, int draw)
    {
        foreach (var row in table)
        {
            draw -= mild ? row.Mild : row.Nasty;
            if (draw < 0)
            {
                return row;
            }
        }

        return null;
    }
}
