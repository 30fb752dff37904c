namespace Example;

[BetterAuthMessage]
public sealed partial record Order(string Customer, [IntegerAsText] long Number)
{
    public required IReadOnlyDictionary<string, List<Order?>> Parts { get; init; }

    public bool? Paid { get; init; }

    public RawJson? Extra { get; set; }
}
