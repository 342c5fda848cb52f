using Integration.WebhookIngress.Api.Security;

namespace Integration.WebhookIngress.Tests;

/// <summary>A key, and the settings that belong to it, as <c>api-key</c> printed them.</summary>
internal sealed record MadeKey(string Text, IReadOnlyDictionary<string, string> Settings)
{
    public static async Task<MadeKey> MakeAsync(params string[] words)
    {
        using var output = new StringWriter();
        (await ApiKeyCommand.RunAsync(words, TimeProvider.System, output, TextWriter.Null)).ShouldBe(0);
        var lines = output.ToString().Split(Environment.NewLine);
        return new(lines.Single(line => line.StartsWith("ik_", StringComparison.Ordinal)), lines.Where(line => line.StartsWith("Api__", StringComparison.Ordinal)).ToDictionary(line => line.Split('=')[0], line => line.Split('=')[1]));
    }
}
