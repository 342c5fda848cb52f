using Integration.Hosting.Secrets;
using Integration.Hosting.Secrets.KeyVault;
using Integration.WebhookIngress.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.Hosting.Startup.Tests;

/// <summary>The official client against a vault that speaks the protocol over HTTPS.</summary>
public sealed class When_settings_come_from_a_vault : IAsyncLifetime
{
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("integration-secrets");
    private readonly Lines _log = new();
    private VaultServer _vault = null!;

    public async Task InitializeAsync() => _vault = await VaultServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _vault.DisposeAsync();
        _files.Delete(recursive: true);
    }

    [Fact]
    public async Task Should_read_all_pages_and_let_files_win_and_the_process_win_over_both()
    {
        Put("Webhooks--Stripe--SigningSecrets--0", "whsec_of_the_vault");
        Put("Webhooks--MaxBodyBytes", "2048");
        Put("Webhooks--Burst", "7");
        Put("Webhooks--ToleranceSeconds", "17");
        await File.WriteAllTextAsync(Path.Combine(_files.FullName, "Webhooks__MaxBodyBytes"), "4096");
        await File.WriteAllTextAsync(Path.Combine(_files.FullName, "Webhooks__Burst"), "8");

        await using var app = Build("--Webhooks:Burst=9");
        var options = app.Services.GetRequiredService<LiveSettings<WebhookOptions>>().Current;

        options.Stripe.SigningSecrets.ShouldBe(["whsec_of_the_vault"]);
        (options.ToleranceSeconds, options.MaxBodyBytes, options.Burst).ShouldBe((17, 4096, 9));
    }

    [Fact]
    public async Task Should_leave_what_is_disabled_or_part_of_a_certificate()
    {
        _vault.Secrets["Webhooks--ToleranceSeconds"] = new("17", Enabled: false);
        _vault.Secrets["Webhooks--Burst"] = new("7", Managed: true);
        Put("Webhooks--MaxBodyBytes", "2048");

        await using var app = Build();

        app.Configuration["Webhooks:ToleranceSeconds"].ShouldBeNull();
        app.Configuration["Webhooks:Burst"].ShouldBeNull();
        app.Configuration["Webhooks:MaxBodyBytes"].ShouldBe("2048");
    }

    [Fact]
    public async Task Should_follow_a_rotation_and_keep_the_last_good_settings_while_the_vault_is_away()
    {
        Put("Webhooks--Stripe--SigningSecrets--0", "whsec_of_the_vault");
        await using var app = Build();
        var settings = app.Services.GetRequiredService<LiveSettings<WebhookOptions>>();
        await app.StartAsync();
        settings.Current.Stripe.SigningSecrets.ShouldBe(["whsec_of_the_vault"]);

        Put("Webhooks--Stripe--SigningSecrets--0", "whsec_of_tomorrow");
        Put("Webhooks--Stripe--SigningSecrets--1", "whsec_of_the_vault");
        await UntilAsync(() => settings.Current.Stripe.SigningSecrets is ["whsec_of_tomorrow", "whsec_of_the_vault"]);

        _vault.Down = true;
        Put("Webhooks--Stripe--SigningSecrets--0", "whsec_of_next_week");
        await UntilAsync(() => _log.All.Any(line => line.Contains($"{VaultServer.Address} could not be read, so the settings before stay in force: it answered 503 (ServiceUnavailable)", StringComparison.Ordinal)));
        settings.Current.Stripe.SigningSecrets.ShouldBe(["whsec_of_tomorrow", "whsec_of_the_vault"]);

        _vault.Down = false;
        await UntilAsync(() => settings.Current.Stripe.SigningSecrets is ["whsec_of_next_week", "whsec_of_the_vault"]);

        // A wrong value is refused as from anywhere else, and what is shown of it is its name.
        Put("Webhooks--ToleranceSeconds", "planted-nonsense");
        await UntilAsync(() => _log.All.Any(line => line.Contains("Webhooks__ToleranceSeconds cannot be read", StringComparison.Ordinal)));
        settings.Current.Stripe.SigningSecrets.ShouldBe(["whsec_of_next_week", "whsec_of_the_vault"]);
        _log.All.ShouldAllBe(line => !line.Contains("whsec_of", StringComparison.Ordinal) && !line.Contains("planted-nonsense", StringComparison.Ordinal));
        await app.StopAsync();
    }

    [Fact]
    public async Task Should_tell_nobody_that_settings_changed_when_they_did_not()
    {
        Put("Webhooks--Stripe--SigningSecrets--0", "whsec_of_the_vault");
        await using var app = Build();
        var told = 0;
        using var watch = Microsoft.Extensions.Primitives.ChangeToken.OnChange(((IConfiguration)app.Configuration).GetReloadToken, () => told++);
        await app.StartAsync();
        var read = _vault.Lists;

        await UntilAsync(() => _vault.Lists > read + 1);

        told.ShouldBe(0);
        await app.StopAsync();
    }

    [Fact]
    public void Should_not_start_without_it_and_say_why()
    {
        _vault.Forbidden = true;
        Should.Throw<StartupException>(() => Build()).Message.ShouldBe($"the vault {VaultServer.Address} (Secrets__KeyVault__Uri) could not be read: it answered 403 (Forbidden).");
    }

    [Fact]
    public async Task Should_end_as_a_process_with_one_line_when_nobody_is_there()
    {
        var (code, output) = await IngressProcess.RunAsync([], ("Secrets__KeyVault__Uri", $"https://localhost:{ServiceProcess.FreePort()}"), ("Messaging__Transport", "InMemory"));

        code.ShouldBe(1, output);
        output.ShouldContain("WebhookIngress cannot start: the vault https://localhost:");
        output.ShouldContain("(Secrets__KeyVault__Uri) could not be read: Connection refused");
    }

    [Theory]
    [InlineData("Secrets__KeyVault__Uri", "http://shop.vault.azure.net", "Secrets__KeyVault__Uri: has to be the https address of a vault, such as https://name.vault.azure.net.")]
    [InlineData("Secrets__KeyVault__Uri", "shop", "Secrets__KeyVault__Uri: has to be the https address of a vault, such as https://name.vault.azure.net.")]
    [InlineData("Secrets__KeyVault__Uri", "https://shop.vault.azure.net/secrets/one", "Secrets__KeyVault__Uri: has to be the https address of a vault, such as https://name.vault.azure.net.")]
    [InlineData("Secrets__KeyVault__ReloadSeconds", "0", "Secrets__KeyVault__ReloadSeconds must be between 1 and 86400")]
    public void Should_judge_its_settings_with_all_others(string name, string value, string problem) =>
        Should.Throw<ConfigurationException>(() => SettingsReport.ThrowIfWrong(Build($"--{name.Replace("__", ":", StringComparison.Ordinal)}={value}").Services))
            .Problems.ShouldContain(found => found.Contains(problem, StringComparison.Ordinal));

    private void Put(string name, string value) => _vault.Secrets[name] = new(value);

    private WebApplication Build(params string[] more)
    {
        var builder = WebApplication.CreateSlimBuilder(
            [$"--Secrets:Directory={_files.FullName}", $"--Secrets:KeyVault:Uri={VaultServer.Address}", "--Secrets:KeyVault:ReloadSeconds=1", "--urls=http://127.0.0.1:0", .. more]);
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.AddKeyVault(_vault.Connect);
        builder.AddSecretsDirectory();
        builder.Services.AddLiveSettings<WebhookOptions>(WebhookOptions.Section);
        return builder.Build();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!condition())
        {
            await poll.WaitForNextTickAsync(deadline.Token);
        }
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = [];

        public IReadOnlyCollection<string> All => [.. _lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
