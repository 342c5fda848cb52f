using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Integration.Persistence.Telemetry;
using Microsoft.AspNetCore.Builder;

namespace Integration.Deploy.Observability;

/// <summary>An instrument, as a collector hears of it.</summary>
internal sealed record MeterInstrument(string Name, string? Unit, Type Kind);

/// <summary>What the product's processes measure: the product's own instruments, made by running the code that makes them, and the platform's for HTTP requests.</summary>
internal static class ProductMeters
{
    private static readonly Assembly[] Product =
        [typeof(IntegrationTelemetry).Assembly, typeof(Hosting.Startup.ServiceRunner).Assembly, typeof(PaymentWorker.PaymentService).Assembly, typeof(WebhookIngress.IngressService).Assembly, typeof(CrmSync.CrmService).Assembly];

    private static readonly Lazy<Task<IReadOnlyList<MeterInstrument>>> Found = new(FindAsync);

    /// <summary>Each once.</summary>
    public static Task<IReadOnlyList<MeterInstrument>> AllAsync() => Found.Value;

    private static async Task<IReadOnlyList<MeterInstrument>> FindAsync()
    {
        var found = new Dictionary<string, MeterInstrument>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name is IntegrationTelemetry.Name or "Microsoft.AspNetCore.Hosting")
            {
                found[instrument.Name] = new(instrument.Name, instrument.Unit, instrument.GetType().GetGenericTypeDefinition());
            }
        };
        listener.Start();
        foreach (var type in Product.SelectMany(a => a.GetTypes()).Where(HoldsInstruments))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        foreach (var type in Product.SelectMany(a => a.GetTypes()).Where(MakesInstruments))
        {
            using var made = (IDisposable)Activator.CreateInstance(type, nonPublic: true)!;
        }

        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        return [.. found.Values];
    }

    /// <summary>One that makes its instruments itself, and its meter with them.</summary>
    private static bool MakesInstruments(Type type) =>
        !type.ContainsGenericParameters && type.IsAssignableTo(typeof(IDisposable)) && type.GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public, []) is not null
        && type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Any(f => f.FieldType.IsAssignableTo(typeof(Instrument)));

    private static bool HoldsInstruments(Type type) =>
        !type.ContainsGenericParameters && type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public).Any(f => f.FieldType.IsAssignableTo(typeof(Instrument)));
}
