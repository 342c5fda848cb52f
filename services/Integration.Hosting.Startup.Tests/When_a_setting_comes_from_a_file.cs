using Integration.WebhookIngress;
using Integration.WebhookIngress.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Integration.Hosting.Startup.Tests;

public sealed class When_a_setting_comes_from_a_file : IDisposable
{
    private readonly DirectoryInfo _secrets = Directory.CreateTempSubdirectory("integration-secrets");

    [Fact]
    public async Task Should_read_it_without_its_line_end_and_let_a_setting_of_the_process_win()
    {
        Write("Webhooks__Stripe__SigningSecrets__0", "whsec_from_file\n");
        Write("Webhooks__ToleranceSeconds", "17");
        Write("Webhooks__MaxBodyBytes", "2048");
        Write("ConnectionStrings__Integration", "Host=127.0.0.1;Password=from file");

        await using var app = IngressService.Build(
            [$"--Secrets:Directory={_secrets.FullName}", "--Messaging:Transport=InMemory", "--Webhooks:MaxBodyBytes=4096"]);
        var options = app.Services.GetRequiredService<IOptions<WebhookOptions>>().Value;

        options.Stripe.SigningSecrets.ShouldBe(["whsec_from_file"]);
        options.ToleranceSeconds.ShouldBe(17);
        options.MaxBodyBytes.ShouldBe(4096);
        SettingsReport.ThrowIfWrong(app.Services);
    }

    [Fact]
    public async Task Should_let_the_environment_win()
    {
        Write("Webhooks__ToleranceSeconds", "not read");
        var (code, output) = await IngressProcess.RunAsync(
            [], ("Secrets__Directory", _secrets.FullName), ("Webhooks__ToleranceSeconds", "60"), ("Messaging__Transport", "InMemory"));

        code.ShouldBe(78, output);      // for other reasons
        output.ShouldContain("ConnectionStrings__Integration");
        output.ShouldNotContain("Webhooks__ToleranceSeconds");
    }

    [Fact]
    public void Should_judge_it_like_any_other()
    {
        Write("Webhooks__ToleranceSeconds", "abc");

        Should.Throw<ConfigurationException>(() => IngressService.Build([$"--Secrets:Directory={_secrets.FullName}"]))
            .Problems.ShouldContain("Webhooks__ToleranceSeconds cannot be read: a whole number is needed.");
    }

    public void Dispose() => _secrets.Delete(recursive: true);

    private void Write(string name, string value) => File.WriteAllText(Path.Combine(_secrets.FullName, name), value);
}
