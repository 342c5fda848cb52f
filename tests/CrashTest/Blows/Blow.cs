namespace Integration.CrashTest.Blows;

/// <summary>Something that is done to the running product.</summary>
/// <param name="After">The pause since the blow before.</param>
internal abstract record Blow(TimeSpan After)
{
    /// <summary>How many processes or servers it kills.</summary>
    public virtual int Kills => 1;

    /// <summary>Returns when the harm is done, with what was done in words; the cluster repairs it.</summary>
    public abstract Task<string> StrikeAsync(Cluster cluster);
}
