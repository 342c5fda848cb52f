using System.Text.RegularExpressions;
using Integration.Conventions;

namespace Integration.Deploy.Kubernetes;

/// <summary>The commands of deploy/kubernetes/README.md, from above to below, in a cluster where nothing is.</summary>
public sealed partial class When_somebody_rolls_out_for_the_first_time
{
    private const string Namespace = "deploy/kubernetes/base/foundation/namespace.yaml";

    private static readonly string Text = File.ReadAllText(Path.Combine(Cluster.Folder, "README.md"));

    private static readonly List<string> Commands = [.. Blocks().Matches(Text).SelectMany(b => b.Groups["lines"].Value.Split('\n')).Where(l => l.Contains("kubectl ", StringComparison.Ordinal))];

    [Fact]
    public void Should_make_the_namespace_before_anything_is_put_into_it()
    {
        Commands[0].ShouldBe($"kubectl apply -f {Namespace}");
        Cluster.Read(File.ReadAllText(Path.Combine(Repository.Root, Namespace))).ShouldHaveSingleItem().ShouldBeOfType<k8s.Models.V1Namespace>().Metadata.Name.ShouldBe("integration");
    }

    [Fact]
    public void Should_make_every_secret_before_the_first_roll_out()
    {
        var made = Commands.FindIndex(c => c.Contains("kubectl create secret", StringComparison.Ordinal));
        made.ShouldBeInRange(1, Commands.FindIndex(c => c.Contains("kubectl apply -k", StringComparison.Ordinal)) - 1);
        var names = Named().Match(Commands[made]).Groups["names"].Value.Split(' ');
        var examples = Directory.GetFiles(Path.Combine(Cluster.Folder, "overlays", "dev", "secrets")).Select(f => Path.GetFileName(f).Split('.')[0]);
        names.ShouldBe(examples.Except(["crm-sync"]), ignoreOrder: true);      // that one with a CRM only
    }

    [Fact]
    public void Should_say_before_the_roll_out_that_the_topology_comes_first()
    {
        var said = Text.IndexOf("the topology is deployed first", StringComparison.Ordinal);
        said.ShouldBeInRange(0, Text.IndexOf("kubectl apply -k", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_name_overlays_and_files_that_there_are() =>
        Paths().Matches(Text).Select(m => m.Value).Distinct().Where(p => !Path.Exists(Path.Combine(Repository.Root, p))).ShouldBeEmpty();

    [GeneratedRegex("^```\n(?<lines>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("for name in (?<names>[a-z -]+);")]
    private static partial Regex Named();

    [GeneratedRegex(@"\bdeploy/kubernetes/[a-z/-]+(\.yaml)?")]
    private static partial Regex Paths();
}
