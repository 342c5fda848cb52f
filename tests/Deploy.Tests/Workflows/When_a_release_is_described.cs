namespace Integration.Deploy.Workflows;

public sealed class When_a_release_is_described : IDisposable
{
    private readonly string _changelog = Path.GetTempFileName();

    public void Dispose() => File.Delete(_changelog);

    [Theory]
    [InlineData("integration-v1.2.0", 0, "- The second.\n- And more.\n")]
    [InlineData("integration-v1.1.0", 0, "- The first.\n")]
    [InlineData("integration-v1.0.0", 1, "error: CHANGELOG.md has no section \"## 1.0.0\", or nothing stands in it\n")]
    [InlineData("integration-v1.3.0", 1, "error: CHANGELOG.md has no section \"## 1.3.0\", or nothing stands in it\n")]
    [InlineData("v1.2.0", 1, "error: v1.2.0 is no integration-vX.Y.Z\n")]
    public async Task Should_take_the_changelogs_section_or_fail(string tag, int code, string said)
    {
        await File.WriteAllTextAsync(_changelog, "# Changelog\n\n## Unreleased\n- Not yet.\n\n## 1.3.0\n\n## 1.2.0 (2027-02-01)\n\n- The second.\n- And more.\n\n## 1.1.0\n- The first.\n");
        (await Script.RunAsync("deploy/release-notes", tag, _changelog)).ShouldBe((code, said));
    }
}
