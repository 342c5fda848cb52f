using System.Reflection;
using System.Text.RegularExpressions;
using Integration.CrmSync.Persistence;
using Integration.PaymentWorker.Persistence;
using Integration.Persistence.Migrations;
using Integration.WebhookIngress;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Integration.Simulation.Sql;

/// <summary>Programs of the version before run on what a migration leaves (docs/adr/0010): it adds, or says in its id that it takes away.</summary>
public sealed partial class When_a_schema_moves_on
{
    private static readonly Assembly[] Owners = [typeof(MessagingContext).Assembly, typeof(PaymentsContext).Assembly, typeof(CrmContext).Assembly, typeof(IngressService).Assembly];

    /// <summary>Older than the rule, and than every program that starts on a newer schema.</summary>
    private static readonly string[] Exempt = ["20261124120000_Fallback", "20261128000000_WebhookOutcomes"];

    [Fact]
    public void Should_only_add()
    {
        var migrations = Owners.SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(Migration)))
            .Select(t => (t.GetCustomAttribute<MigrationAttribute>()!.Id, ((Migration)Activator.CreateInstance(t)!).UpOperations)).ToList();

        migrations.Count.ShouldBeGreaterThan(12);
        migrations.SelectMany(m => m.UpOperations).ShouldAllBe(operation => operation is SqlOperation, "only SQL is read here");
        migrations.Where(m => !Exempt.Contains(m.Id)).SelectMany(m => Taken(m.Id, m.UpOperations.OfType<SqlOperation>().Select(o => o.Sql))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("alter table payments.payments drop column reason")]
    [InlineData("drop table payments.orphans")]
    [InlineData("alter table payments.payments rename column reason to why")]
    [InlineData("alter table payments.payments alter column epoch type bigint")]
    [InlineData("alter table payments.payments\n    alter column reason set not null")]
    [InlineData("alter table payments.payments add column a text,\n    add column b int not null, add column c int not null default 0")]
    [InlineData("alter table payments.payments add fee numeric(10,2) not null")]
    [InlineData("alter table payments.payments drop reason")]
    [InlineData("alter table payments.payments rename reason to why")]
    [InlineData("alter table payments.payments alter reason type bigint")]
    [InlineData("alter table payments.payments alter column reason set data type bigint")]
    [InlineData("alter table payments.payments alter column reason drop default")]
    [InlineData("drop view ops.payments")]
    public void Should_know_what_takes_away(string sql)
    {
        Taken("20270101000000_X", [sql]).ShouldHaveSingleItem();
        Taken($"20270101000000{SchemaFit.Mark}X", [sql]).ShouldBeEmpty();
    }

    [Fact]
    public void Should_let_pass_what_adds() => Taken("20270101000000_X", [
        """
        alter table payments.payments add column a text, add column b int not null default 0;
        create table payments.x (id uuid primary key, name text not null);
        alter table payments.payments add fee numeric(10,2) not null default 0, alter column a drop not null, drop constraint payments_check, add constraint payments_check check (a is not null);
        drop index payments.y; create or replace view ops.z as select 1 as one;
        """]).ShouldBeEmpty();

    private static IEnumerable<string> Taken(string id, IEnumerable<string> statements) =>
        id.Contains(SchemaFit.Mark, StringComparison.Ordinal) ? [] : statements.SelectMany(sql => TakesAway().Matches(sql).Select(m => $"{id}: {m.Value}"));

    [GeneratedRegex(
        """
        \bdrop\s+(?!index\b|constraint\b|not\s+null\b)\w+ | \brename\b | \btruncate\b | \bset\s+(data\s+type|schema|not\s+null)\b | \balter\s+(column\s+)?\S+\s+type\b
        | \badd\s+(column\s+)?(?!constraint\b|unique\b|check\b|primary\b|foreign\b|value\b)(?!(?:\([^()]*\)|[^,;(])*\bdefault\b)(?:\([^()]*\)|[^,;(])*\bnot\s+null\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex TakesAway();
}
