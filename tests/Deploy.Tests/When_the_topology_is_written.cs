using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Integration.Conventions;
using Integration.Hosting.AzureServiceBus;
using Integration.Hosting.Messaging;
using Integration.Hosting.Startup;
using Integration.Standalone;
using Microsoft.AspNetCore.Builder;

namespace Integration.Deploy;

/// <summary>What deployments make at the broker is what the services use: the files are what <c>topology</c> writes. <c>INTEGRATION_UPDATE_SNAPSHOTS=1</c> writes them anew.</summary>
public sealed class When_the_topology_is_written
{
    [Theory]
    [InlineData("text", "deploy/topology.txt")]
    [InlineData("bicep", "deploy/azure/topology.json")]
    [InlineData("emulator", "deploy/docker/servicebus/config.json")]
    public async Task Should_be_what_the_services_register(string form, string file)
    {
        await using var app = Build();
        var (path, text) = (Path.Combine(Repository.Root, file), TopologyText.Forms[form](Topology.Of(app.Services)));
        if (Environment.GetEnvironmentVariable("INTEGRATION_UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(path, text);
        }

        (await File.ReadAllTextAsync(path)).ShouldBe(text);
    }

    /// <summary>What makes the entities is told the same as the services are, or they would differ from what the services count on.</summary>
    [Fact]
    public async Task Should_tell_entities_what_the_settings_say()
    {
        await using var app = Build("--Messaging:AzureServiceBus:LockSeconds=90", "--Messaging:AzureServiceBus:MaxDeliveryCount=25", "--Messaging:AzureServiceBus:TimeToLiveDays=3");
        using var bicep = JsonDocument.Parse(TopologyText.Forms["bicep"](Topology.Of(app.Services)));
        var made = bicep.RootElement.GetProperty("queues")[0];
        (made.GetProperty("lockDuration").GetString(), made.GetProperty("maxDeliveryCount").GetInt32(), made.GetProperty("defaultMessageTimeToLive").GetString()).ShouldBe(("PT1M30S", 25, "P3D"));
        bicep.RootElement.GetProperty("topics")[0].GetProperty("defaultMessageTimeToLive").GetString().ShouldBe("P3D");
        TopologyText.Forms["text"](Topology.Of(app.Services)).ShouldStartWith("every queue and topic: time to live P3D; every queue: lock PT1M30S, deliveries 25\n");
        using var emulator = JsonDocument.Parse(TopologyText.Forms["emulator"](Topology.Of(app.Services)));
        var queue = emulator.RootElement.GetProperty("UserConfig").GetProperty("Namespaces")[0].GetProperty("Queues")[0].GetProperty("Properties");
        (queue.GetProperty("LockDuration").GetString(), queue.GetProperty("MaxDeliveryCount").GetInt32(), queue.GetProperty("DefaultMessageTimeToLive").GetString()).ShouldBe(("PT1M30S", 10, "PT1H"));
    }

    [Fact]
    public async Task Should_refuse_a_setting_that_no_entity_can_have()
    {
        await using var app = Build("--Messaging:AzureServiceBus:LockSeconds=900");
        Should.Throw<ConfigurationException>(() => Topology.Of(app.Services)).Message.ShouldContain("Messaging__AzureServiceBus__LockSeconds");
    }

    /// <summary>The transport has options of its own, which are not in every build.</summary>
    [Fact]
    public void Should_mean_the_same_settings_as_the_transport()
    {
        EntityOptions.Section.ShouldBe(ServiceBusOptions.Section);
        foreach (var ours in typeof(EntityOptions).GetProperties())
        {
            var theirs = typeof(ServiceBusOptions).GetProperty(ours.Name).ShouldNotBeNull();
            theirs.GetValue(new ServiceBusOptions()).ShouldBe(ours.GetValue(new EntityOptions()), ours.Name);
            var (limits, transports) = (ours.GetCustomAttribute<RangeAttribute>()!, theirs.GetCustomAttribute<RangeAttribute>()!);
            (transports.Minimum, transports.Maximum).ShouldBe((limits.Minimum, limits.Maximum), ours.Name);
        }
    }

    /// <summary>The official emulator does not start with more than 50 queues and topics, nor with an empty list of subscriptions (its Config-schema.json).</summary>
    [Fact]
    public async Task Should_fit_into_the_emulator()
    {
        using var config = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "docker", "servicebus", "config.json")));
        var space = config.RootElement.GetProperty("UserConfig").GetProperty("Namespaces")[0];
        var (queues, topics) = (space.GetProperty("Queues").EnumerateArray().ToList(), space.GetProperty("Topics").EnumerateArray().ToList());
        (queues.Count + topics.Count).ShouldBeLessThanOrEqualTo(50);
        (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "azure-service-bus.md"))).ShouldContain($"{queues.Count} queues and {topics.Count} topics");
        var subscriptions = topics.Where(t => t.TryGetProperty("Subscriptions", out _)).Select(t => t.GetProperty("Subscriptions").EnumerateArray().ToList()).ToList();
        subscriptions.ShouldAllBe(s => s.Count > 0);
        subscriptions.SelectMany(s => s).Select(s => s.GetProperty("Properties").GetProperty("ForwardTo").GetString()).ShouldBeSubsetOf(queues.Select(q => q.GetProperty("Name").GetString()));
        var names = topics.Select(t => t.GetProperty("Name").GetString()).ToList();
        new[] { "payments.initiate-payment", "attempts.create-attempt", "attempts.capture-attempt", "attempts.attempt-captured", "payments.payment-confirmed", "webhooks.gateway-object-changed" }.ShouldBeSubsetOf(names);
    }

    [Fact]
    public async Task Should_forward_every_command_that_others_may_send_to_a_queue()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "deploy", "topology.txt"));
        foreach (var command in new[] { "payments.initiate-payment", "payments.cancel-payment", "payments.refund-payment", "operations.recheck-payment", "webhooks.gateway-object-changed" })
        {
            lines[Array.IndexOf(lines, $"topic {command}") + 1].ShouldStartWith("  forwards to ");
        }
    }

    private static WebApplication Build(params string[] settings) => StandaloneService.Build(
    [
        "--ConnectionStrings:Integration=Host=nowhere", "--Gateways:Stripe:SecretKey=sk_test_nobody", "--Webhooks:Stripe:SigningSecrets:0=whsec_0123456789abcdef", "--Logging:LogLevel:Default=None", "--Crm:Provider=HubSpot", "--ExternalApis:crm:Auth:ApiKey:Key=pat-nobody",
        .. settings,
    ]);
}
