"""Invented places, organs and half sentences, and prose made of them by a seeded chance."""

from random import Random

CITIES = [
    ("青麓市", "青政", "青麓市", ["棠湖区", "望川县", "岭西县", "石泉市"]),
    ("宁汐县", "宁政", "宁汐县", ["汐口镇", "白鹭乡", "松岗镇", "东塘街道"]),
    ("鹿原市", "鹿政", "鹿原市", ["鹿鸣区", "临沐区", "浒山县", "苇城市"]),
    ("沅丰市", "沅政", "沅丰市", ["丰东区", "沅南县", "茶陵坪县", "北屏区"]),
    ("东洛自治州", "洛政", "东洛自治州", ["洛源市", "格桑县", "雪门县", "云台县"]),
]
BUREAUS = [
    "发展改革委",
    "财政局",
    "教育体育局",
    "水务局",
    "民政局",
    "交通运输局",
    "农业农村局",
    "市场监管局",
    "卫生健康委",
    "文化和旅游局",
    "住房城乡建设局",
    "应急局",
]
SUBJECTS = [
    "城市内涝治理",
    "农村供水保障",
    "老旧小区改造",
    "社区养老服务",
    "电动自行车管理",
    "中小河流管护",
    "粮食储备",
    "校园周边环境整治",
    "乡村公路养护",
    "数字档案建设",
    "古树名木保护",
    "公共场所急救设施配置",
    "夜间经济发展",
    "节约用水",
    "残疾人就业帮扶",
    "气象灾害防御",
]
VERBS = ["健全", "完善", "推进", "落实", "强化", "优化", "规范", "提升", "统筹", "加快"]
OBJECTS = [
    "工作机制",
    "责任体系",
    "基础设施建设",
    "信息共享平台",
    "监督检查制度",
    "资金保障渠道",
    "技术标准",
    "队伍建设",
    "宣传引导",
    "应急处置流程",
    "部门协同",
    "考核评价办法",
    "隐患排查清单",
    "公共服务供给",
    "数据归集质量",
    "属地管理职责",
]
TAILS = [
    "确保各项任务按期完成",
    "形成上下联动、齐抓共管的工作格局",
    "切实维护人民群众合法权益",
    "做到底数清、情况明、措施实",
    "不断提高精细化管理水平",
    "推动治理重心向基层下移",
    "为经济社会发展提供坚实支撑",
    "力争走在全省前列",
    "避免重复建设和资源浪费",
    "及时回应群众关切",
]
NAMES = [
    "江予白",
    "陆知夏",
    "裴松年",
    "苏见微",
    "叶重山",
    "贺兰亭",
    "闻溪",
    "乔木",
    "唐照",
    "沈砚秋",
    "韩霁",
    "秦越川",
    "何采薇",
    "顾行舟",
]
POSTS = [
    "财政局副局长",
    "水务局局长",
    "教育体育局副局长",
    "民政局副局长",
    "政府副秘书长",
    "信访局局长",
    "应急局副局长（试用期一年）",
]


def clause(chance: Random) -> str:
    return f"{chance.choice(VERBS)}{chance.choice(OBJECTS)}"


def sentence(chance: Random, clauses: int = 3) -> str:
    body = "，".join(clause(chance) for _ in range(clauses))
    if chance.random() < 0.3:
        body += f"，到{chance.randint(2019, 2027)}年底覆盖率达到{chance.randint(40, 99)}%以上"
    return f"{body}，{chance.choice(TAILS)}。"


def paragraph(chance: Random, low: int = 1, high: int = 4) -> str:
    return "".join(sentence(chance, chance.randint(1, 4)) for _ in range(chance.randint(low, high)))


def name(chance: Random) -> str:
    return chance.choice(NAMES)
