using Integration.Contracts.Crm;
using Integration.CrmSync.Commands;
using Integration.CrmSync.Mapping;
using Integration.CrmSync.Providers;
using Integration.CrmSync.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.CrmSync.Tests;

/// <summary>Something else is under way when the customer is forgotten; nothing of the customer stays for it.</summary>
public sealed class When_a_customer_is_forgotten_in_between : CrmSpec
{
    private const string Customer = "customer-1";

    protected override IEnumerable<string> Settings => ["--Crm:Sync:LateSeconds=0", "--Crm:Mapping:Payment:Fields:buyer=customerId"];

    public override Task InitializeAsync()
    {
        Crm.Extra.Add("buyer");
        return base.InitializeAsync();
    }

    [Fact]
    public async Task Should_hold_nothing_up_and_tell_it_when_the_CRM_gives_no_right_to_erase()
    {
        await MirroredAsync();
        // What HubSpot answers with 403, when the app has every scope but this one.
        Crm.ForgetFailure = new(CrmFailureKind.Unauthorized, "HubSpot's private app lacks a scope (MISSING_SCOPES)") { IsOfOneRight = true };
        await AskAsync();
        (await ToldAsync<CrmSyncFailed>()).Code.ShouldBe("NOT_ERASED");
        (await Database.CountAsync("ops.crm_connection where paused_until is not null")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_take_a_token_that_is_worth_nothing_for_no_refusal()
    {
        await MirroredAsync();
        Crm.Failure = new(CrmFailureKind.Unauthorized, "the token was revoked");
        await AskAsync();
        await Database.UntilAsync("ops.crm_connection where reason = 'the token was revoked' and failures > 1", count => count == 1);
        (await Database.CountAsync("ops.crm_failures")).ShouldBe(0);
        Crm.Failure = null;
        (await ToldAsync<CustomerForgotten>()).RecordId.ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_leave_the_CRM_alone_as_long_as_it_asks_although_something_else_failed_before()
    {
        await MirroredAsync();
        Crm.Before = _ => throw new CrmCallException(CrmFailureKind.Unavailable, "HTTP 503");
        Crm.ForgetFailure = new(CrmFailureKind.RateLimited, "too fast", TimeSpan.FromHours(1));
        await Database.ExecuteAsync("update crm.connection set paused_until = now() + interval '1 hour'");
        await PublishAsync(Confirmed(Guid.NewGuid(), "customer-2"));
        await AskAsync();
        await Database.UntilAsync("ops.crm_backlog where age > interval '0.2 seconds' and due_at < now()", count => count == 4);
        await Database.ExecuteAsync("update crm.connection set paused_until = null");
        await Database.UntilAsync("ops.crm_connection where failure = 'RateLimited' and paused_until > now() + interval '30 minutes'", count => count == 1);
    }

    [Fact]
    public async Task Should_tell_a_refusal_although_the_record_was_refused_before()
    {
        await MirroredAsync();
        var (arrived, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        Crm.Before = async records =>
        {
            if (records[0].Key == Customer && arrived.TrySetResult())
            {
                await goOn.Task;
            }
        };
        Crm.Refused[Customer] = ("INVALID", false);
        Crm.ForgetFailure = new(CrmFailureKind.Refused, "MISSING_SCOPES");
        (await CrmCommand.RunAsync(Services, ["resync", "--from", "2020-01-01", "--until", "2100-01-01", "--by", "ops@example.com", "--why", "restored"], TextWriter.Null)).ShouldBe(0);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await AskAsync();
        await Database.UntilAsync("crm.records where status = 'forgetting'", count => count == 1);
        goOn.SetResult();
        await Database.UntilAsync("ops.crm_failures where status = 'forgetting' and code = 'NOT_ERASED'", count => count == 1);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await Told.Reader.ReadAsync(limit.Token) is not CrmSyncFailed { Code: "NOT_ERASED" })
        {
        }
    }

    [Fact]
    public async Task Should_erase_the_contact_that_it_was_merged_into_before_that_was_told()
    {
        await MirroredAsync();
        var lost = Crm.Find("contacts", Customer)!.Id;
        Crm.Edited["900"] = (new() { ["email"] = "payer@example.com" }, At);
        Crm.Merged[lost] = "900";
        await AskAsync();
        (await ToldAsync<CustomerForgotten>()).RecordId.ShouldBe("900");
        Crm.Forgotten.ShouldContain("900");
    }

    [Fact]
    public async Task Should_keep_nothing_of_an_event_that_is_being_written_down()
    {
        await MirroredAsync();
        var payment = Guid.NewGuid();
        await PublishAsync(Refunded(payment, Guid.NewGuid(), 500));
        await Database.UntilAsync($"crm.records where key = '{payment}'", count => count == 1);
        await using (var connection = await Database.Source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var hold = connection.CreateCommand();
            hold.CommandText = $"select from crm.records where key = '{payment}' for update";
            await hold.ExecuteNonQueryAsync();
            await PublishAsync(Confirmed(payment));
            await Database.UntilAsync("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'", count => count == 1);
            await AskAsync();
            await Database.UntilAsync(
                "(select from crm.records where status = 'forgotten' union all select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' offset 1) either",
                count => count > 0);
            await transaction.CommitAsync();
        }

        await ToldAsync<CustomerForgotten>();
        await Database.UntilAsync($"crm.records where key = '{payment}' and complete and status = 'synced'", count => count == 1);
        (await Database.CountAsync("crm.facts where body ? 'customerId'")).ShouldBe(0);
        (await Database.CountAsync("crm.records where kind = 'payment' and customer_id is not null")).ShouldBe(0);
        Crm.Find("deals", payment.ToString())!.Fields["buyer"].ShouldBeNull();
    }

    [Fact]
    public async Task Should_take_the_customer_out_of_a_payment_whose_last_version_was_refused()
    {
        var payment = await MirroredAsync();
        Crm.Refused[payment.ToString()] = ("INVALID", false);
        await PublishAsync(Refunded(payment, Guid.NewGuid(), 500));
        await Database.UntilAsync($"crm.records where key = '{payment}' and status = 'failed'", count => count == 1);
        await AskAsync();
        await ToldAsync<CustomerForgotten>();
        (await Database.CountAsync($"crm.records where kind = 'payment' and sent::text like '%{Customer}%'")).ShouldBe(0);
        await Database.UntilAsync($"crm.records where key = '{payment}' and status = 'failed' and version = 3", count => count == 1, 20);
        (await Database.CountAsync($"crm.records where kind = 'payment' and sent::text like '%{Customer}%'")).ShouldBe(0);
        Crm.Refused.Clear();
        await CrmCommand.RunAsync(Services, ["retry", "--by", "ops@example.com", "--why", "corrected"], TextWriter.Null);
        await Database.UntilAsync($"crm.records where key = '{payment}' and status = 'synced'", count => count == 1, 20);
        Crm.Find("deals", payment.ToString())!.Fields["buyer"].ShouldBeNull();
    }

    [Fact]
    public async Task Should_send_a_refused_payment_once_more_without_the_customer()
    {
        var payment = await MirroredAsync();
        Crm.Refused[payment.ToString()] = ("INVALID", false);
        await PublishAsync(Refunded(payment, Guid.NewGuid(), 500));
        await Database.UntilAsync($"crm.records where key = '{payment}' and status = 'failed'", count => count == 1);
        Crm.Refused.Clear();
        await AskAsync();
        await Database.UntilAsync($"crm.records where key = '{payment}' and status = 'synced'", count => count == 1, 20);
        Crm.Find("deals", payment.ToString())!.Fields["buyer"].ShouldBeNull();
    }

    [Fact]
    public async Task Should_erase_again_when_another_process_says_that_its_call_made_the_contact_meanwhile()
    {
        await MirroredAsync();
        var late = 0;
        Crm.Erased = async _ =>
        {
            if (Interlocked.Increment(ref late) == 1)
            {
                await Crm.UpsertAsync(new("contacts", "integration_customer_id"), [new() { Key = Customer, Fields = new Dictionary<string, object?>(), Links = [] }], CancellationToken.None);
                await Services.GetRequiredService<RecordStore>().OverwrittenAsync(RecordKind.Customer, [new() { Key = Customer, Version = 1, CrmId = null, Tries = 0 }], At, CancellationToken.None);
            }
        };
        await AskAsync();
        await Database.UntilAsync("ops.crm_forgotten where done", count => count == 1);
        Crm.Find("contacts", Customer).ShouldBeNull();
    }

    [Fact]
    public async Task Should_find_the_contact_when_the_call_was_one_of_the_release_before()
    {
        var lost = 0;
        Crm.After = records => records.Any(r => r.Key == Customer) && Interlocked.Increment(ref lost) == 1 ? throw new CrmCallException(CrmFailureKind.Unanswered, "the connection broke") : Task.CompletedTask;
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await Database.UntilAsync("crm.records where kind = 'customer' and not_before is not null and sending_epoch is null", count => count == 1);
        await Database.ExecuteAsync(
            "update crm.connection set paused_until = now() + interval '1 hour'; update crm.records set unanswered = false, crm_id = null, status = 'waiting', due_at = now(), not_before = now() where kind = 'customer'");
        await AskAsync();
        await Database.UntilAsync("crm.records where status = 'forgetting'", count => count == 1);
        await Database.ExecuteAsync("update crm.connection set paused_until = null");
        (await ToldAsync<CustomerForgotten>()).RecordId.ShouldNotBeNull();
        Crm.Find("contacts", Customer).ShouldBeNull();
    }

    [Fact]
    public async Task Should_not_send_the_customer_whose_turn_it_was()
    {
        await Database.UntilAsync("crm.connection where epoch = 1", count => count == 1);
        await Database.ExecuteAsync("update crm.connection set paused_until = now() + interval '1 hour'");
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await Database.UntilAsync("ops.crm_backlog", count => count == 2);
        await using (var connection = await Database.Source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            // Of a customer with many payments this takes a while.
            await using var asked = connection.CreateCommand();
            asked.CommandText = "update crm.records set status = 'forgetting' where kind = 'customer'";
            (await asked.ExecuteNonQueryAsync()).ShouldBe(1);
            await Database.ExecuteAsync("update crm.connection set paused_until = null");
            await Database.UntilAsync("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'", count => count == 1);
            await transaction.CommitAsync();
        }

        (await ToldAsync<CustomerForgotten>()).RecordId.ShouldBeNull();
        Crm.Calls.ShouldNotContain(call => call.Type == "contacts");
    }

    [Fact]
    public async Task Should_not_ask_for_one_that_the_CRM_refused_for_the_moment()
    {
        Crm.Refused[Customer] = ("BUSY", true);
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await Database.UntilAsync("crm.records where kind = 'customer' and tries > 0 and sending_epoch is null", count => count == 1);
        await AskAsync();
        (await ToldAsync<CustomerForgotten>()).RecordId.ShouldBeNull();
        Crm.Forgotten.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_forget_others_while_the_CRM_fails_over_one()
    {
        await PublishAsync(Confirmed(Guid.NewGuid()), Confirmed(Guid.NewGuid(), "customer-2"));
        await SettledAsync(4);
        var first = Crm.Find("contacts", Customer)!.Id;
        Crm.Erasing = id => id == first ? throw new CrmCallException(CrmFailureKind.Unavailable, "HTTP 500") : Task.CompletedTask;
        await AskAsync();
        await Database.UntilAsync("ops.crm_connection where reason = 'HTTP 500'", count => count == 1);
        await PublishAsync(new ForgetCustomer { CustomerId = "customer-2", By = "dpo@example.com", Why = "the customer asked for it" });
        await Database.UntilAsync("ops.crm_forgotten where customer_id = 'customer-2' and done", count => count == 1, 30);
    }

    private Task AskAsync() => PublishAsync(new ForgetCustomer { CustomerId = Customer, By = "dpo@example.com", Why = "the customer asked for it" });

    private async Task<Guid> MirroredAsync()
    {
        var payment = Guid.NewGuid();
        await PublishAsync(Confirmed(payment));
        await SettledAsync(2);
        while (Told.Reader.TryRead(out _))
        {
        }

        return payment;
    }
}

/// <summary>The process that looks for the contact of a customer who is to be forgotten stands still beyond its lease, and goes on when another has erased it.</summary>
public sealed class When_two_processes_forget_one_customer : CrmSpec
{
    private const string Customer = "customer-1";

    protected override IEnumerable<string> Settings => ["--Crm:Sync:LeaseSeconds=5", "--Crm:Sync:LateSeconds=0"];

    [Fact]
    public async Task Should_not_leave_the_contact_that_the_first_made()
    {
        var (calls, arrived, goOn) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        Crm.Before = async records =>
        {
            if (records[0].Key == Customer && calls == 1 && arrived.TrySetResult())
            {
                await goOn.Task;        // whatever the caller waits for
            }
        };
        Crm.After = async records =>
        {
            if (records[0].Key == Customer && Interlocked.Increment(ref calls) == 1)
            {
                await PublishAsync(new ForgetCustomer { CustomerId = Customer, By = "dpo@example.com", Why = "the customer asked for it" });
                await Database.UntilAsync("crm.records where status = 'forgetting'", count => count == 1);
                await Database.ExecuteAsync("update crm.records set sent_at = now() - interval '1 hour' where status = 'forgetting'");
                throw new CrmCallException(CrmFailureKind.Unanswered, "the connection broke");
            }
        };
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));
        (await Database.CountAsync("crm.records where status = 'forgetting' and sent_at > now() - interval '1 minute'")).ShouldBe(1, "whoever takes over waits for the call that is under way");
        await StartAsync();
        await ToldAsync<CustomerForgotten>();
        goOn.SetResult();
        await Database.UntilAsync("crm.records where kind = 'customer' and status = 'forgotten' and version > 1", count => count == 1, 30);
        Crm.Find("contacts", Customer).ShouldBeNull();
    }
}
