using System.Globalization;
using System.Text.Json.Nodes;
using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Tests.Providers;

/// <summary>What every CRM has to do, whichever it is. Derive one class per CRM: it says what its types, fields and codes are called.</summary>
public abstract class CrmCompliance : IAsyncLifetime
{
    private CrmSandboxHost _sandbox = null!;
    private ICrmProvider _crm = null!;

    private protected CrmSandboxHost Sandbox => _sandbox;

    private protected ICrmProvider Crm => _crm;

    /// <summary>The value of <c>Crm__Provider</c>.</summary>
    protected abstract string Provider { get; }

    private protected abstract CrmObject Payments { get; }

    private protected abstract CrmObject Customers { get; }

    /// <summary>Names of a payment's fields in this CRM.</summary>
    private protected abstract PaymentFields Fields { get; }

    /// <summary>How a payment belongs to a customer, and under which name the sandbox's books show it.</summary>
    private protected abstract (string Name, string InTheBooks) Relation { get; }

    /// <summary>The codes by which this CRM refuses a record.</summary>
    private protected abstract RefusalCodes Codes { get; }

    public async Task InitializeAsync()
    {
        _sandbox = await CrmSandboxHost.StartAsync(Provider);
        _crm = _sandbox.Build().Crm;
    }

    public async Task DisposeAsync() => await _sandbox.DisposeAsync();

    /// <summary>The least that a new payment needs.</summary>
    private protected abstract Dictionary<string, object?> NewPayment();

    /// <summary>The least that a new customer needs.</summary>
    private protected abstract Dictionary<string, object?> NewCustomer(string name);

    [Fact]
    public async Task Should_make_a_record_once_however_often_it_is_sent()
    {
        var first = await UpsertAsync(Payment("p-1", 19.99m));
        var second = await UpsertAsync(Payment("p-1", 19.99m));
        first.Written.ShouldBeTrue(first.Reason);
        second.ShouldBe(first);
        var record = (await _sandbox.RecordsAsync(Payments.Type, "p-1")).ShouldHaveSingleItem();
        ((string?)record["id"], Amount(record), (int)record["writes"]!).ShouldBe((first.Id, 19.99m, 2));
    }

    [Fact]
    public async Task Should_change_what_is_named_and_keep_what_people_wrote()
    {
        var id = (await UpsertAsync(Payment("p-1", 19.99m))).Id!;
        await _sandbox.EditAsync(Payments.Type, id, new JsonObject { [Fields.Text] = "a person's note" });
        (await UpsertAsync(new CrmWrite { Key = "p-1", Fields = new Dictionary<string, object?> { [Fields.Amount] = 5m } })).Id.ShouldBe(id);
        var record = (await _sandbox.RecordsAsync(Payments.Type, "p-1")).Single();
        (Amount(record), (string?)record["fields"]![Fields.Text]).ShouldBe((5m, "a person's note"));
    }

    [Fact]
    public async Task Should_carry_every_kind_of_value_there_and_back()
    {
        var time = new DateTimeOffset(2026, 11, 30, 10, 0, 0, 123, TimeSpan.FromHours(1));
        var payment = Payment("p-1", -0.05m);
        var sent = new Dictionary<string, object?>(payment.Fields) { [Fields.Text] = "Zoë \"quoted\" \\ 漢字 💶", [Fields.Number] = 9_007_199_254_740_991L, [Fields.Day] = DateOnly.FromDateTime(time.UtcDateTime) };
        var id = (await UpsertAsync(payment with { Fields = sent })).Id!;
        var read = (await ReadAsync(id, Fields.Text, Fields.Number, Fields.Amount)).ShouldHaveSingleItem();
        read.Fields[Fields.Text].ShouldBe("Zoë \"quoted\" \\ 漢字 💶");
        decimal.Parse(read.Fields[Fields.Number]!, CultureInfo.InvariantCulture).ShouldBe(9_007_199_254_740_991m);
        decimal.Parse(read.Fields[Fields.Amount]!, CultureInfo.InvariantCulture).ShouldBe(-0.05m);

        await UpsertAsync(new CrmWrite { Key = "p-1", Fields = new Dictionary<string, object?> { [Fields.Text] = null } });
        (await ReadAsync(id, Fields.Text)).Single().Fields[Fields.Text].ShouldBeNull();
    }

    [Fact]
    public async Task Should_write_the_good_and_say_of_each_bad_one_why()
    {
        const string Planted = "planted-value";
        var answers = await _crm.UpsertAsync(
            Payments,
            [
                Payment("good-1", 1m),
                With(Payment("unknown", 1m), "no_such_field", Planted),
                With(Payment("option", 1m), Fields.Stage, Planted),
                With(Payment("long", 1m), Fields.Text, string.Concat(Enumerable.Repeat(Planted, 1 + (Fields.TextLength / Planted.Length)))),
                With(Payment("number", 1m), Fields.Amount, Planted),
                With(Payment("read-only", 1m), Fields.ReadOnly, DateTimeOffset.UnixEpoch),
                new CrmWrite { Key = "required", Fields = new Dictionary<string, object?> { [Fields.Amount] = 1m } },
                Payment("good-2", 2m),
            ],
            CancellationToken.None);

        answers.ToDictionary(a => a.Key, a => a.Code).ShouldBe(new Dictionary<string, string?>
        {
            ["good-1"] = null, ["unknown"] = Codes.UnknownField, ["option"] = Codes.WrongOption, ["long"] = Codes.TooLong, ["number"] = Codes.NotANumber, ["read-only"] = Codes.ReadOnly,
            ["required"] = Codes.Required, ["good-2"] = null,
        });
        foreach (var answer in answers.Where(a => a.Code is not null))
        {
            (answer.Id, answer.Written, answer.Passing).ShouldBe((null, false, false));
            answer.Reason.ShouldNotBeNullOrWhiteSpace();
            answer.Reason.ShouldNotContain("planted");
            answer.Reason.Length.ShouldBeLessThanOrEqualTo(300);
            (await _sandbox.RecordsAsync(Payments.Type, answer.Key)).ShouldBeEmpty();
        }

        (await _sandbox.RecordsAsync(Payments.Type, "good-1")).Single()["id"]!.ToString().ShouldBe(answers[0].Id);
        (await _sandbox.RecordsAsync(Payments.Type, "good-2")).Single()["id"]!.ToString().ShouldBe(answers[7].Id);
    }

    [Fact]
    public async Task Should_link_a_payment_to_its_customer()
    {
        var customer = await CustomerAsync("c-1");
        var answer = await UpsertAsync(Linked("p-1", customer, "c-1"));
        answer.Written.ShouldBeTrue(answer.Reason);
        (await UpsertAsync(Linked("p-1", customer, "c-1"))).ShouldBe(answer);
        (await _sandbox.RecordsAsync(Payments.Type, "p-1")).Single()["links"]![Relation.InTheBooks]!.AsArray().Select(l => (string?)l).ShouldBe([customer]);
    }

    [Fact]
    public async Task Should_not_call_a_payment_written_whose_customer_is_not_there()
    {
        var customer = await CustomerAsync("c-1");
        var answers = await _crm.UpsertAsync(Payments, [Linked("p-1", customer, "c-1"), Linked("p-2", "999999", "planted-key"), Payment("p-3", 1m)], CancellationToken.None);
        answers.Select(a => (a.Key, a.Written, a.Code)).ShouldBe([("p-1", true, null), ("p-2", false, Codes.NoSuchLink), ("p-3", true, null)]);
        answers[1].Reason!.ShouldNotContain("planted");
    }

    [Fact]
    public async Task Should_write_as_many_as_the_CRM_takes_in_one_call_and_refuse_one_more()
    {
        var customer = await CustomerAsync("c-1");
        await _sandbox.CallsAsync();
        var answers = await _crm.UpsertAsync(Payments, [.. Enumerable.Range(0, _crm.MaxBatch).Select(i => Payment($"p-{i}", i))], CancellationToken.None);
        answers.ShouldAllBe(a => a.Written);
        answers.Select(a => a.Key).ShouldBe(Enumerable.Range(0, _crm.MaxBatch).Select(i => $"p-{i}"));
        (await _sandbox.CallsAsync()).ShouldBe(1);

        (await _crm.UpsertAsync(Payments, [.. Enumerable.Range(0, _crm.MaxBatch).Select(i => Linked($"p-{i}", customer, "c-1"))], CancellationToken.None)).ShouldBe(answers);
        (await _sandbox.CallsAsync()).ShouldBe(CallsOfALinkedBatch);

        (await _crm.ReadAsync(Payments.Type, [.. answers.Select(a => a.Id!)], [Fields.Amount], CancellationToken.None)).Select(r => r.Id).ShouldBe(answers.Select(a => a.Id!), ignoreOrder: true);
        (await _sandbox.CallsAsync()).ShouldBe(1);

        await Should.ThrowAsync<ArgumentException>(() => _crm.UpsertAsync(Payments, [.. Enumerable.Range(0, _crm.MaxBatch + 1).Select(i => Payment($"p-{i}", i))], CancellationToken.None));
        await Should.ThrowAsync<ArgumentException>(() => _crm.ReadAsync(Payments.Type, [.. Enumerable.Range(0, _crm.MaxBatch + 1).Select(i => $"{i}")], [], CancellationToken.None));
        await Should.ThrowAsync<ArgumentException>(() => _crm.UpsertAsync(Payments, [Payment("same", 1m), Payment("SAME", 1m)], CancellationToken.None));
        await Should.ThrowAsync<ArgumentException>(() => _crm.UpsertAsync(Payments, [Payment(" ", 1m)], CancellationToken.None));
        await Should.ThrowAsync<ArgumentException>(() => UpsertAsync(With(Payment("p-x", 1m), Fields.Text, new object())));
        (await _sandbox.CallsAsync()).ShouldBe(0);
    }

    /// <summary>What the CRM needs to write a batch of which every record has one link to a record of the same type.</summary>
    private protected abstract int CallsOfALinkedBatch { get; }

    [Fact]
    public async Task Should_refuse_a_call_that_no_record_could_be_taken_of()
    {
        foreach (var type in new[] { Payments with { IdField = "no_such_field" }, Payments with { IdField = Fields.Text }, Payments with { Type = "no_such_type" } })
        {
            await FailsAsync(CrmFailureKind.Refused, () => _crm.UpsertAsync(type, [Payment("p-1", 1m), Payment("p-2", 1m), Payment("p-3", 1m)], CancellationToken.None));
        }

        await FailsAsync(CrmFailureKind.Refused, () => _crm.DescribeAsync("no_such_type", CancellationToken.None));
        (await _sandbox.RecordsAsync(Payments.Type, "p-1")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_say_when_it_was_too_fast_and_how_long_to_wait()
    {
        await WarmAsync();
        _sandbox.DisturbNext(Disturbance.TooFast);
        (await FailsAsync(CrmFailureKind.RateLimited, () => UpsertAsync(Payment("p-1", 1m)))).RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        (await _sandbox.RecordsAsync(Payments.Type, "p-1")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_keep_to_its_own_rate()
    {
        var slow = _sandbox.Build(("ExternalApis:crm:RequestsPerSecond", "0.01"), ("ExternalApis:crm:Burst", "2"), ("ExternalApis:crm:MaxWaiting", "0")).Crm;
        var failures = new List<CrmCallException>();
        for (var i = 0; i < 4; i++)
        {
            try
            {
                await slow.DescribeAsync(Payments.Type, CancellationToken.None);
            }
            catch (CrmCallException failure)
            {
                failures.Add(failure);
            }
        }

        failures.ShouldNotBeEmpty();
        failures[^1].Kind.ShouldBe(CrmFailureKind.RateLimited);
    }

    [Theory]
    [InlineData(Disturbance.Failed, false, CrmFailureKind.Unavailable)]
    [InlineData(Disturbance.Cut, false, CrmFailureKind.Unanswered)]
    [InlineData(Disturbance.ExecutedAndFailed, true, CrmFailureKind.Unavailable)]
    [InlineData(Disturbance.ExecutedAndCut, true, CrmFailureKind.Unanswered)]
    [InlineData(Disturbance.ExecutedAndSilent, true, CrmFailureKind.Unanswered)]
    public async Task Should_not_know_what_became_of_a_call_and_be_repeated_without_harm(Disturbance disturbance, bool executed, CrmFailureKind kind)
    {
        _crm = _sandbox.Build(("ExternalApis:crm:AttemptTimeoutSeconds", disturbance == Disturbance.ExecutedAndSilent ? "3" : "30")).Crm;
        await WarmAsync();
        await _sandbox.CallsAsync();
        _sandbox.DisturbNext(disturbance);
        (await FailsAsync(kind, () => UpsertAsync(Payment("p-1", 1m)))).RetryAfter.ShouldBeNull();
        (await _sandbox.CallsAsync()).ShouldBe(executed ? 1 : 0, "the caller repeats, not the client");
        (await _sandbox.RecordsAsync(Payments.Type, "p-1")).Count.ShouldBe(executed ? 1 : 0);
        (await UpsertAsync(Payment("p-1", 2m))).Written.ShouldBeTrue();
        Amount((await _sandbox.RecordsAsync(Payments.Type, "p-1")).ShouldHaveSingleItem()).ShouldBe(2m);
    }

    [Fact]
    public async Task Should_say_that_nobody_is_there()
    {
        await _sandbox.ControlAsync("/sandbox/outage", new { crm = Provider.ToLowerInvariant(), down = true });
        await FailsAsync(CrmFailureKind.Unavailable, () => UpsertAsync(Payment("p-1", 1m)));
        using var nowhere = new BuiltProvider(Provider, new Uri("http://127.0.0.1:9"));
        var failure = await FailsAsync(CrmFailureKind.Unavailable, () => nowhere.Crm.UpsertAsync(Payments, [Payment("p-1", 1m)], CancellationToken.None));
        failure.Message.ShouldNotContain("127.0.0.1");
    }

    [Fact]
    public async Task Should_say_what_to_do_when_we_are_not_let_in()
    {
        var id = (await UpsertAsync(Payment("p-1", 1m))).Id!;
        await _sandbox.RevokeAsync();
        foreach (var call in new Func<Task>[]
        {
            () => UpsertAsync(Payment("p-1", 1m)), () => ReadAsync(id), () => _crm.DescribeAsync(Payments.Type, CancellationToken.None), () => _crm.ForgetAsync(Payments.Type, id, CancellationToken.None),
        })
        {
            (await FailsAsync(CrmFailureKind.Unauthorized, call)).Message.ShouldContain("ExternalApis__crm__Auth__");
        }

        var stranger = _sandbox.Build(("ExternalApis:crm:Auth:ApiKey:Key", "planted-key"), ("ExternalApis:crm:Auth:OAuth2:ClientSecret", "planted-secret")).Crm;
        (await FailsAsync(CrmFailureKind.Unauthorized, () => stranger.DescribeAsync(Payments.Type, CancellationToken.None))).Message.ShouldNotContain("planted");
    }

    [Fact]
    public async Task Should_read_what_is_there_and_leave_out_what_is_not()
    {
        var (one, two) = ((await UpsertAsync(Payment("p-1", 1m))).Id!, (await UpsertAsync(Payment("p-2", 2m))).Id!);
        await _crm.ForgetAsync(Payments.Type, two, CancellationToken.None);
        var found = (await _crm.ReadAsync(Payments.Type, [one, two, AbsentId], [Fields.Amount, Payments.IdField, Fields.Text], CancellationToken.None)).ShouldHaveSingleItem();
        (found.Id, found.AskedFor, found.Fields[Payments.IdField], found.Fields[Fields.Text]).ShouldBe((one, one, "p-1", null));
        var record = (await _sandbox.RecordAsync(Payments.Type, one))!;
        (found.ModifiedAt - DateTimeOffset.Parse((string)record["modifiedAt"]!, CultureInfo.InvariantCulture)).Duration().ShouldBeLessThan(TimeSpan.FromMilliseconds(1));
        (await ReadAsync(AbsentId)).ShouldBeEmpty();
    }

    /// <summary>An id of the right shape that no record has.</summary>
    private protected abstract string AbsentId { get; }

    [Fact]
    public async Task Should_read_a_merged_record_by_either_id()
    {
        var (one, two) = (await CustomerAsync("c-1"), await CustomerAsync("c-2"));
        await _sandbox.MergeAsync(Customers.Type, two, into: one);
        var found = await _crm.ReadAsync(Customers.Type, [one, two], [Customers.IdField], CancellationToken.None);
        found.Select(r => r.AskedFor).ShouldBe([one, two], ignoreOrder: true);
        found.Select(r => r.Id).Distinct().ShouldHaveSingleItem();
        found.ShouldAllBe(r => r.Fields[Customers.IdField] == "c-1");
        (await _crm.ReadAsync(Customers.Type, [two], [], CancellationToken.None)).Single().Id.ShouldBe(found[0].Id);
    }

    [Fact]
    public async Task Should_describe_the_fields()
    {
        var schema = await _crm.DescribeAsync(Payments.Type, CancellationToken.None);
        schema.Type.ShouldBe(Payments.Type);
        var (id, amount, stage, text) = (schema.Fields[Payments.IdField], schema.Fields[Fields.Amount], schema.Fields[Fields.Stage], schema.Fields[Fields.Text]);
        (id.Writable, id.Unique, id.Kind).ShouldBe((true, true, CrmFieldKind.Text));
        (amount.Writable, amount.Unique, amount.Kind, amount.Options).ShouldBe((true, false, CrmFieldKind.Number, null));
        (stage.Kind, stage.Options!.Contains((string)NewPayment()[Fields.Stage]!)).ShouldBe((CrmFieldKind.Choice, true));
        (text.Writable, text.Unique, text.Kind, text.MaxLength).ShouldBe((true, false, CrmFieldKind.Text, Fields.TextLength));
        schema.Fields[Fields.ReadOnly].Writable.ShouldBeFalse();
        schema.Fields.ContainsKey("no_such_field").ShouldBeFalse();
    }

    [Fact]
    public async Task Should_forget_a_record_and_find_nothing_to_forget_the_second_time()
    {
        var id = await CustomerAsync("c-1");
        await _crm.ForgetAsync(Customers.Type, id, CancellationToken.None);
        await _crm.ForgetAsync(Customers.Type, id, CancellationToken.None);
        await _crm.ForgetAsync(Payments.Type, AbsentId, CancellationToken.None);
        (await _sandbox.RecordsAsync(Customers.Type, "c-1")).ShouldBeEmpty();
        (await _crm.ReadAsync(Customers.Type, [id], [], CancellationToken.None)).ShouldBeEmpty();
    }

    private protected CrmWrite Payment(string key, decimal amount) => new() { Key = key, Fields = new Dictionary<string, object?>(NewPayment()) { [Fields.Amount] = amount } };

    private protected static CrmWrite With(CrmWrite write, string field, object? value) => write with { Fields = new Dictionary<string, object?>(write.Fields) { [field] = value } };

    private protected async Task<CrmWriteAnswer> UpsertAsync(CrmWrite write) => (await _crm.UpsertAsync(Payments, [write], CancellationToken.None)).Single();

    private protected static async Task<CrmCallException> FailsAsync(CrmFailureKind kind, Func<Task> call)
    {
        var failure = await Should.ThrowAsync<CrmCallException>(call);
        failure.Kind.ShouldBe(kind, failure.Message);
        failure.Message.ShouldNotBeNullOrWhiteSpace();
        return failure;
    }

    private CrmWrite Linked(string key, string customer, string customerKey) => Payment(key, 1m) with { Links = [new(Customers, customerKey, customer, Relation.Name)] };

    private Task<IReadOnlyList<CrmRecord>> ReadAsync(string id, params IReadOnlyList<string> fields) => _crm.ReadAsync(Payments.Type, [id], fields, CancellationToken.None);

    /// <summary>Afterwards there is a token, where one is fetched.</summary>
    private Task<CrmSchema> WarmAsync() => _crm.DescribeAsync(Payments.Type, CancellationToken.None);

    private async Task<string> CustomerAsync(string key) =>
        (await _crm.UpsertAsync(Customers, [new() { Key = key, Fields = NewCustomer(key) }], CancellationToken.None)).Single().Id.ShouldNotBeNull();

    private decimal Amount(JsonNode record) => decimal.Parse(record["fields"]![Fields.Amount]!.ToString(), CultureInfo.InvariantCulture);

    private protected sealed record PaymentFields(string Amount, string Text, int TextLength, string Number, string Stage, string Day, string ReadOnly);

    private protected sealed record RefusalCodes(string UnknownField, string WrongOption, string TooLong, string NotANumber, string ReadOnly, string Required, string NoSuchLink);
}
