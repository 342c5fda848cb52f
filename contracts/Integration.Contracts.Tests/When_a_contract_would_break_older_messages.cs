using System.Text.Json.Nodes;

namespace Integration.Contracts.Tests;

public sealed class When_a_contract_would_break_older_messages
{
    private const string Older =
        """
        { "$id": "urn:message:Shop:Sale", "type": "object", "required": ["saleId", "kind"], "properties": {
            "saleId": { "type": "string", "format": "uuid" }, "kind": { "type": "string", "enum": ["open", "closed"] }, "note": { "type": ["string", "null"], "maxLength": 500 },
            "amountMinor": { "type": "integer", "minimum": 1 },
            "buyer": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } },
            "tags": { "type": "object", "additionalProperties": { "type": "string", "maxLength": 10 } } } }
        """;

    /// <summary>What is done to the schema, and what is said of it.</summary>
    public static TheoryData<string, string, string> Breaks() => new()
    {
        { "note", "null", ".note is gone" },
        { "note.type", "\"string\"", ".note was string or null and is now string" },
        { "amountMinor.type", "\"string\"", ".amountMinor was integer and is now string" },
        { "saleId.format", "\"uri\"", ".saleId has another format" },
        { "kind.enum", "[\"open\"]", ".kind allows fewer values" },
        { "kind.enum", "[\"open\", \"shut\"]", ".kind allows fewer values" },
        { "amountMinor.enum", "[1, 2]", ".amountMinor allows fewer values" },
        { "note.maxLength", "499", ".note has a tighter maxLength" },
        { "saleId.maxLength", "36", ".saleId has a tighter maxLength" },
        { "amountMinor.minimum", "2", ".amountMinor has a tighter minimum" },
        { "saleId.minLength", "1", ".saleId has a tighter minLength" },
        { "saleId.pattern", "\"^a\"", ".saleId has another pattern" },
        { "buyer.properties.name", "null", ".buyer.name is gone" },
        { "tags.additionalProperties.maxLength", "9", ".tags.* has a tighter maxLength" },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public void Should_say_which_field(string place, string value, string said)
    {
        var newer = Schema();
        var path = place.Split('.');
        var parent = path[..^1].Aggregate(newer["properties"]!.AsObject(), (at, name) => at[name]!.AsObject());
        parent.Remove(path[^1]);
        if (JsonNode.Parse(value) is { } node)
        {
            parent[path[^1]] = node;
        }

        Compatibility.Breaks(Schema(), newer).ShouldBe([said]);
    }

    [Theory]
    [InlineData("saleId, kind, note", "note is required now")]
    [InlineData("saleId, kind, buyer", "buyer is required now")]
    [InlineData("saleId", "kind may be missing now")]
    public void Should_say_what_became_required_or_is_so_no_more(string required, string said)
    {
        var newer = Schema();
        newer["required"] = new JsonArray([.. required.Split(", ").Select(name => (JsonNode)name)]);
        Compatibility.Breaks(Schema(), newer).ShouldHaveSingleItem().ShouldContain(said);
    }

    [Fact]
    public void Should_say_that_the_message_has_another_name_or_takes_no_new_fields()
    {
        var newer = Schema();
        newer["$id"] = "urn:message:Shop:Deal";
        newer["additionalProperties"] = false;
        Compatibility.Breaks(Schema(), newer).Count.ShouldBe(2);
    }

    [Fact]
    public void Should_allow_what_only_adds()
    {
        var newer = Schema();
        newer["properties"]!["channel"] = new JsonObject { ["type"] = "string" };
        newer["properties"]!["kind"]!["enum"] = new JsonArray("open", "closed", "void");
        newer["properties"]!["note"]!["maxLength"] = 1000;
        newer["properties"]!["amountMinor"]!.AsObject().Remove("minimum");
        newer["description"] = "other words";
        Compatibility.Breaks(Schema(), newer).ShouldBeEmpty();
    }

    private static JsonObject Schema() => JsonNode.Parse(Older)!.AsObject();
}
