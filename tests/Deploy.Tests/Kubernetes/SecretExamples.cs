namespace Integration.Deploy.Kubernetes;

/// <summary>The secrets that somebody makes by hand for the overlay dev: a file for each, with names and never a value.</summary>
internal static class SecretExamples
{
    private const string Suffix = ".env.example";

    public static HashSet<(string Secret, string Key)> Keys() => [.. Lines().Select(l => (l.Secret, l.Line.Split('=')[0]))];

    /// <summary>Names that have a value.</summary>
    public static IEnumerable<string> Filled() => Lines().Where(l => !l.Line.EndsWith('=')).Select(l => $"{l.Secret}{Suffix} gives a value: {l.Line.Split('=')[0]}");

    private static IEnumerable<(string Secret, string Line)> Lines() =>
        from file in Directory.EnumerateFiles(Path.Combine(Cluster.Folder, "overlays", "dev", "secrets"), "*" + Suffix)
        from line in File.ReadLines(file)
        where line.Length > 0 && !line.StartsWith('#')
        select (Path.GetFileName(file)[..^Suffix.Length], line);
}
