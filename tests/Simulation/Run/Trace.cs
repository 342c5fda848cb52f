using System.Globalization;

namespace Integration.Simulation.Run;

/// <summary>The history in words: the same seed and build give the same text, byte for byte.</summary>
internal sealed class Trace(Host.Clock clock, bool written)
{
    private readonly List<string> _lines = [];

    /// <summary>False: nobody reads it, so nothing is written.</summary>
    public bool IsWritten => written;

    /// <summary>What was written.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Adds a line, with the time since the history began.</summary>
    public void Add(string what)
    {
        if (written)
        {
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{_lines.Count + 1,4} {clock.Now - Host.Clock.Start:d\\.hh\\:mm\\:ss\\.fff}  {what}"));
        }
    }
}
