namespace Integration.Simulation.Run;

/// <summary>Finds a variant of a broken history with the fewest faults: halves, quarters and so on are left out as long as it stays broken, down to single faults.</summary>
internal static class Shrinker
{
    /// <param name="broken">Runs the history with only these faults.</param>
    /// <param name="drawn">How many faults the whole history draws.</param>
    /// <returns>The faults without any of which it is whole; those that a leaner variant never comes to are not among them.</returns>
    public static SortedSet<int> Shrink(int drawn, Func<IReadOnlySet<int>, bool> broken)
    {
        var left = Enumerable.Range(0, drawn).ToList();
        for (var size = Math.Max(1, left.Count / 2); ; size = Math.Max(1, size / 2))
        {
            var before = left.Count;
            for (var at = left.Count; at > 0; at -= size)
            {
                // From the end: what is left out there changes nothing before it.
                var from = Math.Max(0, at - size);
                var fewer = left.Where((_, i) => i < from || i >= at).ToList();
                if (fewer.Count < left.Count && broken(fewer.ToHashSet()))
                {
                    left = fewer;
                }
            }

            if (size == 1 && left.Count == before)
            {
                return [.. left];
            }
        }
    }
}
