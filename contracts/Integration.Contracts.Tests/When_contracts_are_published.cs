using System.Text.Json.Nodes;
using Integration.Contracts.Rules;
using Integration.Conventions;

namespace Integration.Contracts.Tests;

/// <summary>The files that agents in other languages are generated from: <c>contracts/schemas</c> and <c>contracts/asyncapi.yaml</c>.</summary>
public sealed class When_contracts_are_published
{
    private static readonly string Folder = Path.Combine(Repository.Root, "contracts");
    private static readonly bool Update = Environment.GetEnvironmentVariable("INTEGRATION_UPDATE_SNAPSHOTS") == "1";

    public static TheoryData<string> Contracts() => [.. Contract.All.Select(contract => contract.Name)];

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Should_keep_what_older_messages_rely_on_and_match_the_schema_that_is_checked_in(string name)
    {
        var contract = Contract.All.Single(c => c.Name == name);
        var (file, current) = (Path.Combine(Folder, ContractSchema.FileOf(contract)), ContractSchema.Of(contract));

        // Before anything is written: an update is no way around it. Who breaks on purpose deletes the file first, for every reviewer to see.
        if (File.Exists(file))
        {
            Compatibility.Breaks(JsonNode.Parse(File.ReadAllText(file))!.AsObject(), current).ShouldBeEmpty($"{name}: old senders and readers break");
        }

        ShouldMatch(file, ContractSchema.Write(current));
    }

    [Fact]
    public void Should_match_the_AsyncAPI_document_that_is_checked_in() =>
        ShouldMatch(Path.Combine(Folder, AsyncApi.File), $"# Generated from contracts/Integration.Contracts by its tests.\n{Yaml.Write(AsyncApi.Of(Contract.All))}");

    [Fact]
    public void Should_have_a_contract_for_every_schema() =>
        Directory.EnumerateFiles(Path.Combine(Folder, "schemas")).Select(file => $"schemas/{Path.GetFileName(file)}")
            .ShouldBe(Contract.All.Select(ContractSchema.FileOf), ignoreOrder: true, "a contract is never removed or renamed: its senders do not know");

    /// <summary>What others send, what the ingress tells the worker of the gateways, and what is kept for the audit: without a taker it would be lost, and somebody waits for it.</summary>
    [Fact]
    public void Should_say_of_every_command_that_somebody_has_to_take_it() =>
        Contract.All.Where(c => c.Type.IsDefined(typeof(MandatoryAttribute), inherit: false)).Select(c => c.Name)
            .ShouldBe(Contract.All.Where(c => c.IsCommand).Select(c => c.Name).Concat(["webhooks.gateway-object-changed", "operations.operator-command-handled"]), ignoreOrder: true);

    private static void ShouldMatch(string file, string text)
    {
        if (Update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        File.Exists(file).ShouldBeTrue($"{file} is missing: run the tests once with INTEGRATION_UPDATE_SNAPSHOTS=1");
        File.ReadAllText(file).ShouldBe(text, $"the contracts changed: review it and run the tests once with INTEGRATION_UPDATE_SNAPSHOTS=1 to write {file} anew");
    }
}
