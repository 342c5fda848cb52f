namespace Integration.Deploy.Kubernetes;

/// <summary>The secrets that somebody makes by hand for the overlay dev: a file for each, with names and never a value. A name behind a <c>#</c> need not be there.</summary>
internal static class SecretExamples
{
    private const string Suffix = ".env.example";

    public static HashSet<(string Secret, string Key, bool IsOptional)> Keys() => [.. Lines().Select(l => (l.Secret, l.Line.TrimStart('#').Split('=')[0], l.Line[0] == '#'))];

    /// <summary>Names that have a value.</summary>
    public static IEnumerable<string> Filled() => Lines().Where(l => !l.Line.EndsWith('=')).Select(l => $"{l.Secret}{Suffix} gives a value: {l.Line.Split('=')[0]}");

    private static IEnumerable<(string Secret, string Line)> Lines() =>
        from file in Directory.EnumerateFiles(Path.Combine(Cluster.Folder, "overlays", "dev", "secrets"), "*" + Suffix)
        from line in File.ReadLines(file)
        where line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)
        select (Path.GetFileName(file)[..^Suffix.Length], line);
}
