namespace Integration.Simulation.Run;

/// <summary>Which of a history's faults happen: every fault that the seed draws is asked for here, in order, and numbered from 0. What is left out leaves the draw as it is, and what
/// comes after it has the history that follows from that.</summary>
/// <param name="only">The numbers of those that happen; null: all of them.</param>
internal sealed class Mask(IReadOnlySet<int>? only = null)
{
    /// <summary>How many were drawn.</summary>
    public int Drawn { get; private set; }

    /// <summary>The next one happens.</summary>
    public bool Next()
    {
        var number = Drawn++;
        return only is null || only.Contains(number);
    }
}
