namespace Integration.Hosting.Startup;

/// <summary>What stands behind a verb on the command line.</summary>
public static class CommandWords
{
    /// <summary>EX_USAGE of sysexits.h: the words make no sense.</summary>
    public const int WrongUse = 64;

    /// <summary>The options that are given, by name; a flag has no value.</summary>
    /// <exception cref="FormatException">A word is not known, an option lacks its value, or one comes twice.</exception>
    public static Dictionary<string, string> Read(IReadOnlyList<string> words, string[] valued, params string[] flags)
    {
        var given = new Dictionary<string, string>();
        for (var i = 0; i < words.Count; i++)
        {
            var name = words[i];
            var value = flags.Contains(name) ? ""
                : !valued.Contains(name) ? throw new FormatException($"'{name}' is not known.")
                : ++i < words.Count ? words[i]
                : throw new FormatException($"{name} lacks its value.");
            if (!given.TryAdd(name, value))
            {
                throw new FormatException($"{name} comes twice.");
            }
        }

        return given;
    }
}
