using System.Diagnostics;
using System.Text.Json.Nodes;
using Integration.Hosting.Startup.Tests;
using Integration.Hosting.Tests;
using Integration.PaymentWorker;
using Integration.Persistence.Tests;
using Integration.WebhookIngress;

namespace Integration.Acceptance;

/// <summary>docs/examples, run as they stand there, against a worker and an ingress on RabbitMQ: an agent asks for a payment and hears that it is confirmed, a sender's webhook is kept.</summary>
public sealed class When_an_example_is_run(ExampleWorld world) : IClassFixture<ExampleWorld>
{
    private const string Pythons = "python3|/usr/bin/python3";
    private const string Curl = "--json {} --fail-with-body --version";     // refused by a curl that is too old for the example
    private const string Pika = "-c \"import pika\"";

    [Fact]
    public Task Should_pay_from_CSharp()
    {
        // In its own folder it has all its libraries; beside this test some come from the shared framework.
        var framework = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return PaysAsync("dotnet", Path.Combine(Folder, "csharp", "bin", framework.Parent!.Name, framework.Name, "PayExample.dll"));
    }

    [InterpreterFact("npm", "--version")]
    public async Task Should_pay_from_Node()
    {
        await InstallAsync();
        await PaysAsync("node", Path.Combine(Folder, "node", "pay.mjs"));
    }

    [InterpreterFact(Pythons, Pika)]
    public Task Should_pay_from_Python() => PaysAsync(InterpreterFactAttribute.Find(Pythons, Pika)!, Path.Combine(Folder, "python", "pay.py"));

    [InterpreterFact("curl", Curl)]
    public async Task Should_pay_with_curl_once_for_one_idempotency_key()
    {
        var example = Path.Combine(Folder, "curl", "pay.sh");
        var environment = new Dictionary<string, string> { ["API_URL"] = world.Ingress.Address.ToString().TrimEnd('/'), ["API_KEY"] = Clients.ShopKey, ["IDEMPOTENCY_KEY"] = $"order-{Guid.NewGuid():N}" };

        var first = await LookAsync(example, environment);
        ((string)first["state"]!, (long)first["amountMinor"]!, (long)first["capturedMinor"]!, (string)first["currency"]!).ShouldBe(("Confirmed", 1999, 1999, "EUR"));
        var again = await LookAsync(example, environment);

        var payment = (string)first["paymentId"]!;
        ((string)again["paymentId"]!).ShouldBe(payment);
        (await world.Database.CountAsync($"ops.api_requests where idempotency_key = '{environment["IDEMPOTENCY_KEY"]}'")).ShouldBe(1);
        (await world.Gateway.LedgerAsync()).Intents.Where(line => line.PaymentId == payment).Sum(line => line.AmountReceived).ShouldBe(1999);
    }

    [InterpreterFact("curl", Curl)]
    public async Task Should_fail_with_the_reason_where_curl_is_refused()
    {
        var (code, output) = await RunAsync(Path.Combine(Folder, "curl", "pay.sh"), [], new() { ["API_URL"] = world.Ingress.Address.ToString().TrimEnd('/'), ["API_KEY"] = "nobodys" });
        (code, output.Contains("401", StringComparison.Ordinal)).ShouldBe((22, true), output);
    }

    [InterpreterFact("npm", "--version")]
    public async Task Should_send_a_webhook_from_Node_that_is_kept_once()
    {
        await InstallAsync();
        var (example, id) = (Path.Combine(Folder, "node", "send-webhook.mjs"), $"msg_{Guid.NewGuid():N}");
        var environment = new Dictionary<string, string> { ["WEBHOOK_URL"] = new Uri(world.Ingress.Address, "/webhooks/billing").ToString(), ["WEBHOOK_SECRET"] = ExampleWorld.BillingSecret };

        for (var time = 0; time < 2; time++)
        {
            var (code, output) = await RunAsync("node", [example, id], environment);
            (code, output.Trim()).ShouldBe((0, $"accepted {id}"));
        }

        (await world.Database.CountAsync($"ops.webhooks where source = 'billing' and event_id = '{id}' and event_type = 'invoice.paid' and body_kept")).ShouldBe(1);
        environment["WEBHOOK_SECRET"] = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
        var (refused, reason) = await RunAsync("node", [example], environment);
        (refused, reason.Contains("not accepted: 400", StringComparison.Ordinal)).ShouldBe((1, true), reason);
    }

    private static string Folder => Path.Combine(LocalScripts.Root, "docs", "examples");

    private async Task PaysAsync(string program, string example)
    {
        var (code, output) = await RunAsync(program, [example], new() { ["AMQP_URL"] = world.Broker.Address.ToString() });
        code.ShouldBe(0, $"{output}{Environment.NewLine}the worker wrote: {world.Worker.Output}");
        var words = output.Trim().Split('\n')[^1].Split(' ');
        words.Length.ShouldBe(4, output);
        (words[0], words[2], words[3]).ShouldBe(("confirmed", "1999", "EUR"), output);
        var payment = Guid.Parse(words[1]);
        (await world.Database.CountAsync($"ops.payments where payment_id = '{payment}' and state = 'Confirmed' and amount_minor = 1999")).ShouldBe(1);
        (await world.Gateway.LedgerAsync()).Intents.Where(line => line.PaymentId == payment.ToString()).Sum(line => line.AmountReceived).ShouldBe(1999);
    }

    private async Task<JsonNode> LookAsync(string example, Dictionary<string, string> environment)
    {
        var (code, output) = await RunAsync(example, [], environment);
        code.ShouldBe(0, $"{output}{Environment.NewLine}the ingress wrote: {world.Ingress.Output}");
        return JsonNode.Parse(output)!;
    }

    /// <summary>Installs exactly what package-lock.json pins, without running package scripts.</summary>
    private static async Task InstallAsync()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node", "node_modules", "standardwebhooks")))
        {
            var (code, output) = await RunAsync("npm", ["ci", "--prefix", Path.Combine(Folder, "node"), "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], []);
            code.ShouldBe(0, output);
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await error + output);
    }
}

/// <summary>A worker and an ingress, processes of their own on RabbitMQ, and the gateway they charge.</summary>
public sealed class ExampleWorld : IAsyncLifetime
{
    public TestDatabase Database { get; } = new();

    public TestVirtualHost Broker { get; } = new();

    public Gateway Gateway { get; private set; } = null!;

    public const string BillingSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public ServiceProcess Worker { get; private set; } = null!;

    public ServiceProcess Ingress { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Database.CreateAsync();
        await Broker.CreateAsync();
        var ingress = new Uri($"http://127.0.0.1:{ServiceProcess.FreePort()}");
        Gateway = await Acceptance.Gateway.StartAsync(ingress);
        (string, string)[] settings =
        [
            .. Fleet.Quick, ("Messaging__Transport", "RabbitMq"), ("ConnectionStrings__RabbitMq", Broker.Address.ToString()), ("ConnectionStrings__Integration", Database.ConnectionString),
            ("Gateways__Stripe__ApiBase", Gateway.Client.BaseAddress!.ToString()), ("Webhooks__Sources__billing__Secrets__0", BillingSecret),
        ];
        using var client = new HttpClient();
        Worker = ServiceProcess.Start(typeof(PaymentService).Assembly, [], settings);
        await Worker.ReadyAsync(client);
        Ingress = ServiceProcess.Start(typeof(IngressService).Assembly, ingress, [.. Clients.Settings], settings);
        await Ingress.ReadyAsync(client);
    }

    public async Task DisposeAsync()
    {
        foreach (var process in new[] { Ingress, Worker })
        {
            await process.KillAsync();
            process.Dispose();
        }

        await Gateway.DisposeAsync();
        await Broker.DisposeAsync();
        await Database.DisposeAsync();
    }
}
