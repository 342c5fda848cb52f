namespace Integration.Deploy.Workflows;

public sealed class When_workflows_are_read
{
    public static TheoryData<string> Names() => [.. Workflow.Names()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_keep_every_rule(string name) => WorkflowRules.Broken(Workflow.Read(name)).ShouldBeEmpty();

    [Fact]
    public void Should_be_these() => Workflow.Names().ShouldBe(["bench.yml", "ci.yml", "emulator.yml", "images.yml", "nightly.yml", "release.yml"]);

    [Theory]
    [InlineData("ci.yml", "run: .ci/run", "run: .ci/runs", "ci.yml: test, step 3 runs .ci/runs, which does not exist")]
    [InlineData("bench.yml", "change/deploy/local/bench-compare", "change/deploy/local/compare", "bench.yml: compare, step 5 runs deploy/local/compare, which does not exist")]
    [InlineData("ci.yml", "run: .ci/run", "run: deploy/README.md", "ci.yml: test, step 3 runs deploy/README.md, which cannot be executed")]
    [InlineData("ci.yml", "pull_request:", "pull_request_target:", "ci.yml is started by pull_request_target, with rights, on what others wrote")]
    [InlineData("ci.yml", "contents: read", "contents: write", "ci.yml has to begin with contents: read and nothing else")]
    [InlineData("release.yml", "contents: write", "packages: write", "release.yml: release may write packages, which nobody gave a reason for")]
    [InlineData("images.yml", "id-token: write", "actions: write", "images.yml: image may write actions, which nobody gave a reason for")]
    [InlineData("ci.yml", "runs-on: ubuntu-24.04", "runs-on: ubuntu-latest", "ci.yml: test runs on a machine of no version")]
    [InlineData("ci.yml", "timeout-minutes: 90", "timeout-minutes: 900", "ci.yml: test may run for ever")]
    [InlineData("ci.yml", "persist-credentials: false", "persist-credentials: true", "ci.yml: test, step 1 leaves its token where every later step finds it")]
    [InlineData("images.yml", "cosign sign --yes \"$IMAGE\"", "cosign sign --yes ${{ matrix.name }}", "images.yml: image, step 12 puts an expression into a script, where its value is run: give it as a variable")]
    [InlineData("images.yml", "github.token", "secrets.REGISTRY_PASSWORD", "images.yml needs the secret REGISTRY_PASSWORD")]
    [InlineData("images.yml", "registry: ghcr.io", "registry: quay.io", "images.yml names the registry quay.io")]
    [InlineData("ci.yml", "    shell: bash", "    shell: sh", "ci.yml: test, step 3 has a pipe whose failure is not seen: the workflow's default shell has to be bash by name")]
    [InlineData("ci.yml", "jobs:", "environment: live\njobs:", "ci.yml has environment, which nothing reads")]
    [InlineData("ci.yml", "        with:\n          persist-credentials: false", "        wiht:\n          persist-credentials: false", "ci.yml: test, step 1 has wiht, which nothing reads")]
    public void Should_name_what_breaks_one(string name, string text, string broken, string expected)
    {
        Workflow.Read(name).Text.ShouldContain(text);
        WorkflowRules.Broken(Workflow.Read(name, yaml => yaml.Replace(text, broken, StringComparison.Ordinal))).ShouldContain(expected);
    }

    [Theory]
    [InlineData("@v7")]
    [InlineData("@main # v7.0.1")]
    [InlineData("@3d3c42e # v7.0.1")]
    [InlineData("@3d3c42e5aac5ba805825da76410c181273ba90b1")]
    [InlineData("@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7")]
    public void Should_ask_for_the_commit_and_the_version_of_an_action(string named)
    {
        const string Pinned = "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";
        Workflow.Read("emulator.yml").Text.ShouldContain(Pinned);
        WorkflowRules.Broken(Workflow.Read("emulator.yml", yaml => yaml.Replace(Pinned, named, StringComparison.Ordinal)))
            .ShouldContain($"emulator.yml: payments, step 1 uses actions/checkout{named.Split(' ')[0]}: name its commit, and its version as a comment");
    }

    [Fact]
    public void Should_refuse_a_key_that_comes_twice() =>
        Should.Throw<YamlDotNet.Core.YamlException>(() => Workflow.Read("ci.yml", yaml => yaml.Replace("permissions:", "name: again\npermissions:", StringComparison.Ordinal)));
}
