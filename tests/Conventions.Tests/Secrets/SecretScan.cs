namespace Integration.Conventions.Secrets;

/// <summary>A secret in a file. It is never shown whole: what a test prints is kept in logs that many read.</summary>
internal sealed record FoundSecret(string File, int Line, string Kind, string Value)
{
    private const int Shown = 6;

    public override string ToString() => $"{File}:{Line}: {Kind} {Value[..Math.Min(Shown, Value.Length / 2)]}… ({Value.Length} signs)";
}

/// <summary>Reads text files and tells what looks like a secret in them.</summary>
internal static class SecretScan
{
    /// <summary>How much of a file has to be free of zero bytes for it to be text, as Git judges.</summary>
    private const int Head = 8000;

    /// <summary>What is found in a file; nothing in one that is no text.</summary>
    /// <param name="folder">Findings name the file from here.</param>
    /// <param name="file">Its path.</param>
    public static IEnumerable<FoundSecret> Read(string folder, string file)
    {
        var text = File.ReadAllText(file);
        return text.AsSpan(0, Math.Min(text.Length, Head)).Contains('\0') ? [] :
            from rule in SecretRules.All
            from found in rule.In(text)
            select new FoundSecret(Path.GetRelativePath(folder, file), text.AsSpan(0, found.At).Count('\n') + 1, rule.Kind, found.Value);
    }
}
