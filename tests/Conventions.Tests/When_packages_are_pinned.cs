using System.Text.Json;
using System.Xml.Linq;

namespace Integration.Conventions;

/// <summary>MassTransit 9 needs a commercial licence at run time, and a bare version may resolve upward (docs/adr/0001).</summary>
public sealed class When_packages_are_pinned
{
    [Fact]
    public void Should_keep_every_MassTransit_package_below_9()
    {
        var versions = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Where(e => ((string)e.Attribute("Include")!).StartsWith("MassTransit", StringComparison.Ordinal))
            .Select(e => (string)e.Attribute("Version")!)
            .ToList();

        versions.ShouldNotBeEmpty();
        versions.ShouldAllBe(v => v == "[8.5.12,9.0.0)");
    }

    /// <summary>Built with <c>-p:AzureServiceBus=true</c> alone: its range of versions is judged above, and it has no lock file (docs/azure-service-bus.md).</summary>
    private const string OfAnotherBuild = "Integration.Hosting.AzureServiceBus";

    [Fact]
    public void Should_resolve_MassTransit_to_the_8_line_in_every_lock_file()
    {
        foreach (var project in Repository.Projects().Where(project => Path.GetFileNameWithoutExtension(project) != OfAnotherBuild))
        {
            var lockFile = Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json");
            File.Exists(lockFile).ShouldBeTrue($"{project} has no packages.lock.json: restore it once and commit the file");
            using var json = JsonDocument.Parse(File.ReadAllText(lockFile));
            foreach (var framework in json.RootElement.GetProperty("dependencies").EnumerateObject())
            {
                foreach (var package in framework.Value.EnumerateObject().Where(p => p.Name.StartsWith("MassTransit", StringComparison.Ordinal)))
                {
                    var resolved = package.Value.GetProperty("resolved").GetString()!;
                    Version.Parse(resolved).Major.ShouldBe(8, $"{package.Name} in {lockFile}");
                }
            }
        }
    }
}
