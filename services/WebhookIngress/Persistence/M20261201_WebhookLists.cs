using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.WebhookIngress.Persistence;

/// <summary>The latest webhooks, all or of one sender, type or id.</summary>
[DbContext(typeof(WebhooksContext))]
[Migration("20261201000000_WebhookLists")]
internal sealed class M20261201_WebhookLists : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create index received_order on webhooks.received (received_at, source, event_id);
        drop index webhooks.received_received_at;
        create index received_source on webhooks.received (source, received_at, event_id);
        create index received_type on webhooks.received (event_type, received_at, source, event_id);
        create index received_event on webhooks.received (event_id);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index webhooks.received_order, webhooks.received_source, webhooks.received_type, webhooks.received_event;
        create index received_received_at on webhooks.received (received_at);
        """);
}
