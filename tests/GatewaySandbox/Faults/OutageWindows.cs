using System.ComponentModel.DataAnnotations;

namespace Integration.GatewaySandbox.Faults;

/// <summary>When the profile <c>outage</c> is down: by time since the start, or, when <see cref="EveryRequests"/> is set, by number of calls.</summary>
public sealed class OutageOptions
{
    /// <summary>When the first outage begins.</summary>
    [Range(0, 86_400)] public double FirstAfterSeconds { get; set; } = 5;

    /// <summary>How long an outage lasts.</summary>
    [Range(0, 86_400)] public double ForSeconds { get; set; } = 10;

    /// <summary>From the beginning of an outage to that of the next; 0 means there is only one.</summary>
    [Range(0, 86_400)] public double EverySeconds { get; set; } = 30;

    /// <summary>By count: the first calls of every so many are served …</summary>
    [Range(0, 10_000_000)] public int EveryRequests { get; set; }

    /// <summary>… and the last so many of them are not.</summary>
    [Range(0, 10_000_000)] public int ForRequests { get; set; }
}

/// <summary>Whether a gateway is down. The gateways' windows are apart: that one is down is why there is another.</summary>
internal sealed class OutageWindows(FaultProfile profile, OutageOptions windows, TimeProvider time)
{
    private readonly bool _applies = profile == FaultProfile.Outage;
    private readonly OutageOptions _windows = windows;
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private long _requests;

    /// <summary>Counts the call and says whether it meets an outage.</summary>
    public bool Meets(DateTimeOffset now)
    {
        if (!_applies)
        {
            return false;
        }

        if (_windows.EveryRequests > 0)
        {
            return (Interlocked.Increment(ref _requests) - 1) % _windows.EveryRequests >= _windows.EveryRequests - _windows.ForRequests;
        }

        return IsDown(now);
    }

    /// <summary>Whether events cannot be sent; outages by count leave them alone.</summary>
    public bool IsDown(DateTimeOffset now)
    {
        if (!_applies || _windows.EveryRequests > 0)
        {
            return false;
        }

        var since = (now - _start).TotalSeconds - _windows.FirstAfterSeconds;
        return since >= 0 && (_windows.EverySeconds > 0 ? since % _windows.EverySeconds : since) < _windows.ForSeconds;
    }
}
