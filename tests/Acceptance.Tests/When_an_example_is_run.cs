using System.Diagnostics;
using Integration.Hosting.Startup.Tests;
using Integration.Hosting.Tests;
using Integration.PaymentWorker;
using Integration.Persistence.Tests;

namespace Integration.Acceptance;

/// <summary>docs/examples, run as they stand there, against a worker on RabbitMQ: an agent asks for a payment and hears that it is confirmed.</summary>
public sealed class When_an_example_is_run(ExampleWorld world) : IClassFixture<ExampleWorld>
{
    private const string Pythons = "python3|/usr/bin/python3";
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
        if (!Directory.Exists(Path.Combine(Folder, "node", "node_modules", "amqplib")))
        {
            var (code, output) = await RunAsync("npm", "ci", "--prefix", Path.Combine(Folder, "node"), "--ignore-scripts", "--no-audit", "--no-fund", "--silent");
            code.ShouldBe(0, output);
        }

        await PaysAsync("node", Path.Combine(Folder, "node", "pay.mjs"));
    }

    [InterpreterFact(Pythons, Pika)]
    public Task Should_pay_from_Python() => PaysAsync(InterpreterFactAttribute.Find(Pythons, Pika)!, Path.Combine(Folder, "python", "pay.py"));

    private static string Folder => Path.Combine(LocalScripts.Root, "docs", "examples");

    private async Task PaysAsync(string program, string example)
    {
        var (code, output) = await RunAsync(program, example);
        code.ShouldBe(0, $"{output}{Environment.NewLine}the worker wrote: {world.Worker.Output}");
        var words = output.Trim().Split('\n')[^1].Split(' ');
        words.Length.ShouldBe(4, output);
        (words[0], words[2], words[3]).ShouldBe(("confirmed", "1999", "EUR"), output);
        var payment = Guid.Parse(words[1]);
        (await world.Database.CountAsync($"ops.payments where payment_id = '{payment}' and state = 'Confirmed' and amount_minor = 1999")).ShouldBe(1);
        (await world.Gateway.LedgerAsync()).Intents.Where(line => line.PaymentId == payment.ToString()).Sum(line => line.AmountReceived).ShouldBe(1999);
    }

    private async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AMQP_URL"] = world.Broker.Address.ToString();
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await error + output);
    }
}

/// <summary>A worker of its own process on RabbitMQ, and the gateway it charges.</summary>
public sealed class ExampleWorld : IAsyncLifetime
{
    public TestDatabase Database { get; } = new();

    public TestVirtualHost Broker { get; } = new();

    public Gateway Gateway { get; private set; } = null!;

    public ServiceProcess Worker { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Database.CreateAsync();
        await Broker.CreateAsync();
        Gateway = await Acceptance.Gateway.StartAsync(new Uri($"http://127.0.0.1:{ServiceProcess.FreePort()}"));
        Worker = ServiceProcess.Start(
            typeof(PaymentService).Assembly, [],
            [
                .. Fleet.Quick, ("Messaging__Transport", "RabbitMq"), ("ConnectionStrings__RabbitMq", Broker.Address.ToString()), ("ConnectionStrings__Integration", Database.ConnectionString),
                ("Gateways__Stripe__ApiBase", Gateway.Client.BaseAddress!.ToString()),
            ]);
        using var client = new HttpClient();
        await Worker.ReadyAsync(client);
    }

    public async Task DisposeAsync()
    {
        await Worker.KillAsync();
        Worker.Dispose();
        await Gateway.DisposeAsync();
        await Broker.DisposeAsync();
        await Database.DisposeAsync();
    }
}
