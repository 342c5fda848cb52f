using System.Xml.Linq;

namespace Integration.Conventions;

/// <summary>Arrows run one way. A project that is not listed here has no place in the house yet: give it one.</summary>
public sealed class When_projects_reference_each_other
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Integration.Contracts"] = [],
        ["Integration.Sagas"] = ["Integration.Contracts"],
        ["Integration.Persistence"] = [],
        ["Integration.Hosting"] = ["Integration.Contracts", "Integration.Persistence"],
        ["Integration.Hosting.AzureServiceBus"] = ["Integration.Hosting"],
        ["PaymentWorker"] = ["Integration.Sagas", "Integration.Contracts", "Integration.Persistence", "Integration.Hosting"],
        ["WebhookIngress"] = ["Integration.Contracts", "Integration.Persistence", "Integration.Hosting"],
        ["CrmSync"] = ["Integration.Contracts", "Integration.Persistence", "Integration.Hosting"],
        ["Standalone"] = ["PaymentWorker", "WebhookIngress", "CrmSync"],
        ["PayExample"] = ["Integration.Contracts"],
    };

    public static TheoryData<string> Products() => [.. Repository.Projects().Where(p => !IsTest(p)).Select(p => Path.GetRelativePath(Repository.Root, p))];

    [Theory]
    [MemberData(nameof(Products))]
    public void Should_keep_to_the_arrows(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        Allowed.ShouldContainKey(name, "a new project: say in this test what it may reference");
        var references = XDocument.Load(Path.Combine(Repository.Root, project)).Descendants("ProjectReference")
            .Select(e => Path.GetFileNameWithoutExtension(((string)e.Attribute("Include")!).Replace('\\', '/')));
        references.Except(Allowed[name]).ShouldBeEmpty();
    }

    [Fact]
    public void Should_find_the_projects_it_judges() => Products().Count.ShouldBeGreaterThanOrEqualTo(4);

    private static bool IsTest(string project) =>
        project.EndsWith(".Tests.csproj", StringComparison.Ordinal) || Path.GetRelativePath(Repository.Root, project).StartsWith("tests", StringComparison.Ordinal);
}
