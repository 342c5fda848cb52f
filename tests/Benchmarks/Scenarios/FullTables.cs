using System.Globalization;
using Integration.Benchmarks.Contenders;

namespace Integration.Benchmarks.Scenarios;

/// <summary>Two databases, one with a history: finished sagas with their inbox and journal rows, and timers far in the future.</summary>
internal static class FullTables
{
    public static async Task RunAsync(Settings settings, Figures figures)
    {
        await using var emptyDatabase = await Database.CreateMigratedAsync("empty");
        await using var fullDatabase = await Database.CreateMigratedAsync("full");
        await Console.Error.WriteLineAsync($"filling {settings.FinishedSagas} finished sagas and {settings.FutureTimers} timers ...");
        await FillAsync(fullDatabase, settings);
        await using var empty = await Spine.StartAsync(emptyDatabase, "empty");
        await using var full = await Spine.StartAsync(fullDatabase, "full");
        await Load.RunAsync(empty, settings.WarmUpSagas / 2, settings.Concurrency);
        await Load.RunAsync(full, settings.WarmUpSagas / 2, settings.Concurrency);
        var ratios = new List<double>();
        for (var round = 0; round < settings.Rounds; round++)
        {
            var without = await Load.RunAsync(empty, settings.SagasPerRound, settings.Concurrency);
            var with = await Load.RunAsync(full, settings.SagasPerRound, settings.Concurrency);
            await Console.Error.WriteLineAsync($"round {round + 1}  empty {without,6:0} sagas/s  full {with,6:0} sagas/s");
            ratios.Add(with / without);
        }

        figures.Add("full_tables_finished_sagas", settings.FinishedSagas, "sagas");
        figures.Add("full_tables_future_timers", settings.FutureTimers, "timers");
        figures.Add("full_tables_throughput_ratio_to_empty", Figures.Median(ratios), "ratio");
    }

    /// <summary>Random keys, inserted in their order: the same tables in a fraction of the time.</summary>
    private static async Task FillAsync(Database database, Settings settings)
    {
        var sagas = settings.FinishedSagas.ToString(CultureInfo.InvariantCulture);
        var timers = settings.FutureTimers.ToString(CultureInfo.InvariantCulture);
        await database.ExecuteAsync(
            $"""
            insert into payment_saga (correlation_id, current_state, amount_minor, gateway, authorization_code, reason, steps_taken)
                select gen_random_uuid(), 'Confirmed', 1999, 'stripe', 'A-stripe', 'the gateway took the money', 3 from generate_series(1, {sagas}) order by 1;
            insert into messaging.journal (occurred_at, saga, correlation_id, from_state, to_state, event, message_id, reason)
                select now() - interval '1 day', 'PaymentSaga', s.correlation_id, 'Confirming', 'Confirmed', 'PaymentConfirmed', gen_random_uuid(), 'the gateway took the money'
                from payment_saga s, generate_series(1, 3) order by s.correlation_id;
            insert into messaging.inbox (message_id, consumer_id, received_at)
                select gen_random_uuid(), '11111111-1111-1111-1111-111111111111', now() - interval '1 day' from generate_series(1, {sagas} * 5) order by 1;
            insert into messaging.outbox (id, message_id, destination_address, sent_at, content_type, message_type, body, due_at, timer_token, is_timer, attempts, available_at, owner)
                select t, t, 'loopback://localhost/payment-saga', now(), 'application/vnd.masstransit+json', 'urn:message:PaymentDue', repeat('x', 1000),
                    now() + interval '10 days', t, true, 0, now() + interval '10 days', t
                from (select gen_random_uuid() t from generate_series(1, {timers}) order by 1) x;
            """);
        foreach (var table in new[] { "payment_saga", "messaging.journal", "messaging.inbox", "messaging.outbox" })
        {
            await database.ExecuteAsync("vacuum analyze " + table);
        }

        await database.ExecuteAsync("checkpoint");
    }
}
