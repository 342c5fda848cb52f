using Integration.Conventions;

namespace Integration.Deploy.Docker;

public sealed class When_images_are_described
{
    private static readonly string Text = File.ReadAllText(Dockerfile.Path);

    [Fact]
    public void Should_keep_every_rule() => DockerfileRules.Broken(new(Text)).ShouldBeEmpty();

    [Theory]
    [InlineData("aspnet:10.0-noble-chiseled", "aspnet:latest", "FROM mcr.microsoft.com/dotnet/aspnet:latest names no version")]
    [InlineData("aspnet:10.0-noble-chiseled", "aspnet:10.0-noble", "the image stands on mcr.microsoft.com/dotnet/aspnet:10.0-noble, which has a shell")]
    [InlineData("USER 1654", "USER root", "the image runs as root")]
    [InlineData("USER 1654\n", "", "the image runs as root")]
    [InlineData("ENTRYPOINT [\"/app/service\"]", "ENTRYPOINT /app/service", "ENTRYPOINT is not the service in the form without a shell")]
    [InlineData("\"health\", \"live\"", "\"alive\"", "HEALTHCHECK is not the service's own verb")]
    [InlineData(" --locked-mode", "", "packages are not taken as the lock files say")]
    [InlineData("-p:ContinuousIntegrationBuild=true", "", "the build is not reproducible")]
    [InlineData("-p:PublishReadyToRun=true", "", "the program is compiled at each start")]
    [InlineData("ENV ASPNETCORE_HTTP_PORTS", "ENV ASPNETCORE_PORTS", "ENV ASPNETCORE_PORTS is no setting")]
    [InlineData("org.opencontainers.image.revision", "revision", "the label org.opencontainers.image.revision is missing")]
    public void Should_name_what_breaks_one(string text, string broken, string expected)
    {
        Text.ShouldContain(text);
        DockerfileRules.Broken(new(Text.Replace(text, broken, StringComparison.Ordinal))).ShouldContain(expected);
    }

    /// <summary>Dependabot reads no arguments, and an entry that never proposes anything looks like care. What renews the images says docs/security.md.</summary>
    [Fact]
    public void Should_not_be_left_to_Dependabot_which_does_not_read_arguments()
    {
        Text.ShouldContain("FROM ${SDK_IMAGE}");
        Text.ShouldContain("FROM ${RUNTIME_IMAGE}");
        File.ReadAllLines(Path.Combine(Repository.Root, ".github", "dependabot.yml")).ShouldNotContain("  - package-ecosystem: docker");
        File.ReadAllText(Path.Combine(Repository.Root, ".github", "workflows", "images.yml")).ShouldContain("deploy/docker/base-images");
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md")).ShouldContain("`deploy/docker/base-images`");
    }

    [Fact]
    public void Should_keep_from_the_build_what_it_must_not_see()
    {
        var ignored = File.ReadAllLines(Path.Combine(Repository.Root, "deploy", "docker", "Dockerfile.dockerignore"));
        foreach (var folder in (string[])["**/bin", "**/obj", ".git", ".run"])
        {
            ignored.ShouldContain(folder);
        }
    }
}
