namespace Integration.Conventions;

/// <summary>The checkout these tests judge: found from the test's own directory, so that any working directory will do.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> SourceFiles(params string[] rooms) =>
        from room in rooms
        let path = Path.Combine(Root, room)
        where Directory.Exists(path)
        from file in Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories)
        where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
        select file;

    public static IEnumerable<string> Projects() =>
        Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/.run/", StringComparison.Ordinal));

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Integration.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("Integration.sln was not found above the test's directory.");
    }
}
