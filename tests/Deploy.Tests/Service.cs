using System.Text.RegularExpressions;
using Integration.Conventions;

namespace Integration.Deploy;

/// <summary>A program of <c>services/</c> that is rolled out as a process of its own.</summary>
/// <param name="Project">Its project, for example <c>PaymentWorker</c>.</param>
internal sealed partial record Service(string Project)
{
    /// <summary>Every service in one process: for one machine, not rolled out with the others.</summary>
    private const string Everything = "Standalone";

    /// <summary>What deployments call it, for example <c>payment-worker</c>.</summary>
    public string Name => Words().Replace(Project, "-").ToLowerInvariant();

    /// <summary>All of them: what has a program is a service, so a new one is asked for everything that the others have.</summary>
    public static IReadOnlyList<Service> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "services"), "Program.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Where(name => name != Everything).Order(StringComparer.Ordinal).Select(name => new Service(name)),
    ];

    /// <summary>By what deployments call it.</summary>
    public static Service Called(string name) => All.Single(service => service.Name == name);

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Words();
}
