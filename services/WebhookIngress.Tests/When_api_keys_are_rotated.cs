using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.WebhookIngress.Tests;

/// <summary>Keys come from files, which change while the service runs.</summary>
public sealed class When_api_keys_are_rotated : IngressSpec
{
    private const string Older = "any string whose hash is configured";

    private readonly DirectoryInfo _secrets = Directory.CreateTempSubdirectory("secrets-");
    private readonly LogLines _log = new();
    private MadeKey _first = null!;

    protected override IEnumerable<string> Settings =>
    [
        $"--Secrets:Directory={_secrets.FullName}", $"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", "--Logging:LogLevel:Integration.Hosting.Startup=Error",
        "--Api:Keys:0:Name=older", $"--Api:Keys:0:Sha256={ApiHost.Sha256(Older)}", "--Api:Keys:0:Scopes:0=payments:write",
    ];

    protected override void Add(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(_log);

    public override async Task InitializeAsync()
    {
        Write(_first = await MadeKey.MakeAsync("--client", "shop", "--scopes", "payments:write"));
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _secrets.Delete(recursive: true);
    }

    /// <summary>Also when nobody has called since the start.</summary>
    [Fact]
    public async Task Should_not_let_in_what_was_withdrawn_before_the_first_request()
    {
        var other = await MadeKey.MakeAsync("--client", "shop", "--scopes", "payments:write");
        var read = ReadAgainAsync();
        var (written, hash) = (Path.Combine(_secrets.Parent!.FullName, $"{_secrets.Name}.written"), $"Api__Keys__{_first.Text[3..15]}__Sha256");
        await File.WriteAllTextAsync(written, other.Settings.Single(setting => setting.Key.EndsWith("__Sha256", StringComparison.Ordinal)).Value);
        File.Move(written, Path.Combine(_secrets.FullName, hash), overwrite: true);
        await read;

        (await AnswerAsync(_first.Text)).ShouldBe(HttpStatusCode.Unauthorized);
        (await AnswerAsync(Older)).ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Should_let_in_what_is_configured_now_and_nothing_else()
    {
        (await AnswerAsync(_first.Text)).ShouldBe(HttpStatusCode.Accepted);
        (await AnswerAsync(Older)).ShouldBe(HttpStatusCode.Accepted);

        var second = await MadeKey.MakeAsync("--client", "shop", "--scopes", "payments:write", "--expires", "2099-01-01");
        (await AnswerAsync(second.Text)).ShouldBe(HttpStatusCode.Unauthorized);
        Write(second);
        await UntilAsync(second.Text, HttpStatusCode.Accepted);
        (await AnswerAsync(_first.Text)).ShouldBe(HttpStatusCode.Accepted, "both count while they are rotated");

        Delete(_first);
        await UntilAsync(_first.Text, HttpStatusCode.Unauthorized);
        (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AnswerAsync(_first.Text)))).ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
        (await AnswerAsync(second.Text)).ShouldBe(HttpStatusCode.Accepted);

        // A wrong scope beside a new key: nothing of the change is taken over, and once it is right, all of it.
        var (scope, third) = ($"Api__Keys__{second.Text[3..15]}__Scopes__0", await MadeKey.MakeAsync("--client", "shop", "--scopes", "payments:write"));
        _log.Any("stay in force").ShouldBeFalse();
        Write(scope, "everything");
        Write(third);
        await _log.UntilAsync($"stay in force: {scope[..^3]}");
        (await AnswerAsync(third.Text)).ShouldBe(HttpStatusCode.Unauthorized);
        (await AnswerAsync(second.Text)).ShouldBe(HttpStatusCode.Accepted);
        Write(scope, "payments:write");
        await UntilAsync(third.Text, HttpStatusCode.Accepted);

        Write($"Api__Keys__{second.Text[3..15]}__ExpiresAt", $"{Now.AddSeconds(-1):O}");
        await UntilAsync(second.Text, HttpStatusCode.Unauthorized);
        (await TextAsync(second.Text)).ShouldContain("This key expired at");
        (await TextAsync(_first.Text)).ShouldContain("Send a known key");
        (await AnswerAsync(Older)).ShouldBe(HttpStatusCode.Accepted, "the keys of before are there all along");
    }

    private async Task<HttpStatusCode> AnswerAsync(string key)
    {
        using var answer = await AskAsync(key);
        return answer.StatusCode;
    }

    private async Task<string> TextAsync(string key)
    {
        using var answer = await AskAsync(key);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> AskAsync(string key)
    {
        using var request = ApiHost.Payment();
        request.Headers.Remove("X-Api-Key");
        request.Headers.Add("X-Api-Key", key);
        return await Client.SendAsync(request);
    }

    private async Task UntilAsync(string key, HttpStatusCode status)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await AnswerAsync(key) != status)
        {
            await poll.WaitForNextTickAsync(deadline.Token);
        }
    }

    private void Write(MadeKey key)
    {
        foreach (var (name, value) in key.Settings)
        {
            Write(name, value);
        }
    }

    private void Write(string name, string value) => File.WriteAllText(Path.Combine(_secrets.FullName, name), value);

    private void Delete(MadeKey key)
    {
        foreach (var name in key.Settings.Keys)
        {
            File.Delete(Path.Combine(_secrets.FullName, name));
        }
    }
}
