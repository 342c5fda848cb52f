namespace Integration.Hosting.Startup;

/// <summary>The service cannot start: each wrong setting has a line.</summary>
public sealed class ConfigurationException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>One line per wrong setting.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;

    /// <summary>Throws when there is a problem.</summary>
    public static void ThrowIfAny(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new ConfigurationException(problems);
        }
    }
}
