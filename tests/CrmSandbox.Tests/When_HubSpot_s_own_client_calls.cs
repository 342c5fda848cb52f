using System.Text.Json;
using Integration.WebhookIngress.Tests;

namespace Integration.CrmSandbox.Tests;

/// <summary>HubSpot's official client, over HTTP: what it accepts is not only our reading of HubSpot.</summary>
public sealed class When_HubSpot_s_own_client_calls
{
    private const int Checks = 9;

    [NodeFact]
    public async Task Should_take_the_sandbox_for_HubSpot()
    {
        await using var sandbox = await Sandbox.StartAsync("HubSpot:RateLimit=1000");
        var output = await NodeTools.NodeAsync("check.mjs", sandbox.Address.ToString().TrimEnd('/'), "pat-sandbox");
        output.Split('\n').Count(line => line.StartsWith("ok ", StringComparison.Ordinal)).ShouldBe(Checks, output);
    }

    [NodeFact]
    public async Task Should_take_the_sandbox_s_webhooks_for_HubSpot_s()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(receiver.Settings);
        await sandbox.ControlAsync("hubspot/records/contacts", new { firstname = "Zoë", lastname = "\"quoted\" & more" });
        await sandbox.UntilAsync("/sandbox/webhooks", c => c.GetProperty("delivered").GetInt64() == 1);
        var delivery = receiver.Deliveries.Single();
        var request = JsonSerializer.Serialize(new { method = "POST", url = receiver.Url, requestBody = delivery.Body, signature = delivery.Signature, timestamp = delivery.Timestamp, clientSecret = Receiver.Secret });
        (await NodeTools.NodeAsync("verify.mjs", request)).Trim().ShouldBe("valid; invalid once the body is changed");
    }

    [Fact]
    public async Task Should_pin_packages_without_naming_a_registry()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(NodeTools.Folder, "package-lock.json"));
        text.ShouldNotContain("\"resolved\"");
        text.ShouldContain("\"integrity\"");
    }
}
