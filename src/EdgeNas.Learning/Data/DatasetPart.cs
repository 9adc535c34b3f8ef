namespace EdgeNas.Learning.Data;

/// <summary>The two parts in which data sets are published. The test part is opened once, when a trained network is finished.</summary>
public enum DatasetPart
{
    Training,
    Test,
}
